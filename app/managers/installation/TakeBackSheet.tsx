'use client';

import { useState } from 'react';
import { yuanGrouped } from '../../format/money.ts';
import { grouped, KWH, waterScale, withUnit } from '../../format/quantity.ts';
import { ratioShown } from '../../format/register.ts';
import { dayTimeText } from '../../format/time.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Button } from '../../parts/Button.tsx';
import type { InstallationLine, NewestChange, TakeBackPlan } from '../../rpc/installations.ts';
import { useWords } from '../../words/use-words.ts';
import { AskField } from '../AskSheet.tsx';
import { Sheet } from '../counter/Sheet.tsx';
import { SheetEnd } from '../counter/SheetEnd.tsx';
import styles from './ConfirmChange.module.css';
import { useTakeBack } from './use-take-back.ts';

interface Props {
  readonly park: string;
  readonly point: string;
  readonly medium: 'electricity' | 'water';
  readonly zone: string;
  readonly newest: NewestChange;
  readonly rows: readonly InstallationLine[];
  readonly close: () => void;
  /** It is taken back: the id of its record; `again`: it is to be entered anew. */
  readonly done: (taken: { readonly id: number; readonly again: boolean }) => void;
}

/** As the server asks. */
const REASON_MIN = 2;
const REASON_MAX = 500;

/** What happens when the newest change of a point is taken back, in the server's figures, and why it is; before energy and money move. */
export function TakeBackSheet({ park, point, medium, zone, newest, rows, close, done }: Props) {
  const t = useWords();
  const [reason, say] = useState('');
  const [again, setAgain] = useState(false);
  const { kind, ended, begun } = newest;
  const taking = useTakeBack({ park, point, ended, begun }, done);
  const met = { newest, zone, ended: rows.find(({ id }) => id === ended) ?? null, begun: rows.find(({ id }) => id === begun) ?? null };
  const meters = useMeterLines(met);
  const effects = useEffectLines({ ...met, plan: taking.plan, medium });
  const title = t('installation.takeBack.title', { kind: t(`installation.kind.${kind}`) });
  const ready = taking.plan !== null && reason.trim().length >= REASON_MIN && !taking.sending;
  return (
    <Sheet label={title} close={close}>
      <h2 className={styles.title}>{title}</h2>
      <ul className={styles.meters}>
        {meters.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {taking.looking ? (
        <div role="status" aria-label={t('installation.takeBack.looking')}>
          <Bone height="4.5em" />
        </div>
      ) : null}
      {taking.plan === null ? null : (
        <>
          <ul className={styles.effects}>
            {[...effects, t('installation.takeBack.stays')].map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <AskField label={t('installation.takeBack.reason')} value={reason} change={say} max={REASON_MAX} />
          <label className={styles.tick}>
            <input type="checkbox" checked={again} onChange={(event) => setAgain(event.target.checked)} />
            <span>{t('installation.takeBack.again')}</span>
          </label>
        </>
      )}
      <SheetEnd fault={taking.fault} sending={taking.sending} back={close}>
        <Button onPress={() => void taking.go({ reason, again })} primary disabled={!ready}>
          {taking.sending ? t('installation.takeBack.going') : t('installation.takeBack.go')}
        </Button>
      </SheetEnd>
    </Sheet>
  );
}

interface Met {
  readonly newest: NewestChange;
  readonly zone: string;
  readonly ended: InstallationLine | null;
  readonly begun: InstallationLine | null;
}

/** What becomes of the meters. */
const useMeterLines = ({ newest, zone, ended, begun }: Met): readonly string[] => {
  const t = useWords();
  const at = dayTimeText(newest.at, zone);
  if (ended && begun && newest.kind === 'ratio') {
    const [old, ratio] = [ratioShown(ended.ratioMilli), ratioShown(begun.ratioMilli)];
    return [t('installation.takeBack.ratio', { serial: ended.serial, at, old, ratio })];
  }
  return [
    ended ? t('installation.takeBack.goesOn', { serial: ended.serial, at }) : t('installation.takeBack.none', { at }),
    ...(begun ? [t('installation.takeBack.gone', { serial: begun.serial, at })] : []),
  ];
};

/** What it does to what was counted, booked and billed. */
const useEffectLines = ({
  newest,
  ended,
  begun,
  plan,
  medium,
}: Met & { readonly plan: TakeBackPlan | null; readonly medium: 'electricity' | 'water' }): readonly string[] => {
  const t = useWords();
  if (plan === null) return [];
  const lines = [plan.slots > 0 ? t('installation.will.slots', { n: grouped(plan.slots) }) : t('installation.will.noSlots')];
  if (begun && plan.quantity > 0) {
    const used = withUnit(plan.quantity, medium === 'water' ? waterScale(plan.quantity) : KWH);
    lines.push(t('installation.takeBack.counted', { serial: begun.serial, used, yuan: yuanGrouped(plan.charge) }));
  }
  // The same meter's readings count in either case, by another ratio.
  const goes = newest.kind !== 'ratio';
  if (ended && goes && plan.readings > 0)
    lines.push(t('installation.takeBack.readings', { serial: ended.serial, n: grouped(plan.readings) }));
  if (ended && plan.waiting > 0) lines.push(t('installation.will.waiting', { serial: ended.serial, n: grouped(plan.waiting) }));
  if (begun && goes && plan.unplaced > 0)
    lines.push(t('installation.takeBack.unplaced', { serial: begun.serial, n: grouped(plan.unplaced) }));
  if (plan.openFrom !== null) lines.push(t('installation.will.closed', { day: plan.openFrom }));
  if (plan.billed) lines.push(t('installation.will.billed'));
  return lines;
};
