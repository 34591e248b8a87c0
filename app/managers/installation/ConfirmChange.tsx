'use client';

import type { InstantMs } from '#domain/time/instant.ts';
import { grouped } from '../../format/quantity.ts';
import { ratioShown, registerShown, typedShown } from '../../format/register.ts';
import { dayTimeText, momentText } from '../../format/time.ts';
import { Button } from '../../parts/Button.tsx';
import { areSettled, PhotoStanding } from '../../parts/photo/PhotoStanding.tsx';
import type { Photos } from '../../parts/photo/use-photos.ts';
import type { Failure } from '../../rpc/client.ts';
import type { InstallationLine } from '../../rpc/installations.ts';
import { useWords } from '../../words/use-words.ts';
import { Sheet } from '../counter/Sheet.tsx';
import { SheetEnd } from '../counter/SheetEnd.tsx';
import styles from './ConfirmChange.module.css';
import type { Planned } from './use-change.ts';

interface Props {
  readonly planned: Planned;
  readonly running: InstallationLine | null;
  readonly medium: 'electricity' | 'water';
  readonly zone: string;
  readonly now: InstantMs;
  readonly photos: Photos;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly go: () => void;
  readonly back: () => void;
}

/** The last look: what will happen, in sentences, before energy and money move. */
export function ConfirmChange({ planned, running, medium, zone, now, photos, busy, failure, go, back }: Props) {
  const t = useWords();
  const kind = t(`installation.kind.${planned.change.kind}`);
  const meters = useMeterLines({ planned, running, medium, zone, now });
  const effects = useEffectLines(planned, running);
  return (
    <Sheet label={kind} close={back}>
      <h2 className={styles.title}>{kind}</h2>
      <ul className={styles.meters}>
        {meters.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <ul className={styles.effects}>
        {effects.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <PhotoStanding photos={photos} />
      <SheetEnd fault={failure === null ? null : t(`failed.${failure}`)} sending={busy} back={back} backWord={t('installation.back')}>
        <Button onPress={go} primary disabled={busy || !areSettled(photos)}>
          {busy ? t('installation.going') : t('installation.confirm', { kind })}
        </Button>
      </SheetEnd>
    </Sheet>
  );
}

/** What becomes of the meters. */
const useMeterLines = ({
  planned: { change, plan },
  running,
  medium,
  zone,
  now,
}: Pick<Props, 'planned' | 'running' | 'medium' | 'zone' | 'now'>) => {
  const t = useWords();
  const unit = medium === 'water' ? 'm³' : 'kWh';
  const at = dayTimeText(change.at, zone);
  const serial = running?.serial ?? '';
  const ended = (): string => {
    if (change.kind !== 'install' && change.end.import !== undefined)
      return t('installation.will.ends', { serial, at, value: typedShown(change.end.import), unit });
    if (plan.last === null) return t('installation.will.endsUnread', { serial, at });
    const last = momentText(plan.last.at, now, zone);
    return t('installation.will.endsLast', { serial, at, value: registerShown(plan.last.value), unit, last });
  };
  switch (change.kind) {
    case 'ratio': {
      const old = ratioShown(running?.ratioMilli ?? 0);
      return [t('installation.will.goesOn', { serial, value: typedShown(change.end.import ?? ''), unit, old, ratio: change.ratio })];
    }
    case 'end':
      return [ended(), t('installation.will.nothing')];
    case 'install':
    case 'replace': {
      const of = { serial: change.device.serial, ratio: change.ratio };
      const begins =
        change.start.import === undefined
          ? t('installation.will.beginsUnread', of)
          : t('installation.will.begins', { ...of, value: typedShown(change.start.import), unit });
      return change.kind === 'install' ? [begins] : [ended(), begins];
    }
  }
};

/** What it does to what was counted, booked and billed. */
const useEffectLines = ({ change, plan }: Planned, running: InstallationLine | null): readonly string[] => {
  const t = useWords();
  const lines = [plan.slots > 0 ? t('installation.will.slots', { n: grouped(plan.slots) }) : t('installation.will.noSlots')];
  const gone = change.kind === 'replace' || change.kind === 'end';
  if (gone && plan.readings > 0) lines.push(t('installation.will.readings', { serial: running?.serial ?? '', n: grouped(plan.readings) }));
  if ((change.kind === 'replace' || change.kind === 'install') && plan.waiting > 0)
    lines.push(t('installation.will.waiting', { serial: change.device.serial, n: grouped(plan.waiting) }));
  if (plan.slots === 0) return lines;
  if (plan.openFrom !== null) lines.push(t('installation.will.closed', { day: plan.openFrom }));
  if (plan.billed) lines.push(t('installation.will.billed'));
  return lines;
};
