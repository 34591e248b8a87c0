'use client';

import { type FormEvent, useMemo, useState } from 'react';
import { yuanGrouped } from '../../format/money.ts';
import { useBoardField } from '../../live/use-board.ts';
import { Button } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { areSettled, PhotoStanding } from '../../parts/photo/PhotoStanding.tsx';
import { keptIn } from '../../parts/photo/photo-list.ts';
import { usePhotos } from '../../parts/photo/use-photos.ts';
import { TableBones } from '../../parts/TableBones.tsx';
import { failureOf } from '../../rpc/client.ts';
import { askOpening, CHANNELS, type Channel, type OpeningAnswer, openAccount } from '../../rpc/counter-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { ButtonLink } from '../ButtonLink.tsx';
import { PageHead } from '../PageHead.tsx';
import { FormField } from '../quarantine/FormField.tsx';
import { newKey } from './new-key.ts';
import styles from './OpenAccount.module.css';
import { type ChosenPoint, OpeningPoints } from './OpeningPoints.tsx';
import { receiptNumber } from './receipt-number.ts';
import { useRefusal } from './use-refusal.ts';

type OpenedAnswer = Extract<OpeningAnswer, { type: 'opened' }>;

/** 开户: who, from when, at which meters, at what price, with which deposit; then the live twin takes it over. */
export function OpenAccount({ park }: { readonly park: string }) {
  const t = useWords();
  const today = useBoardField({ type: 'park', park }, (board) => board.day);
  const [opened, setOpened] = useState<{ readonly code: string; readonly answer: OpenedAnswer } | null>(null);
  const root = `/parks/${encodeURIComponent(park)}`;
  return (
    <section className={styles.page}>
      <PageHead title={t('opening.title')} up={{ href: `${root}/counter`, word: t('nav.counter') }} />
      {today === null ? <TableBones /> : null}
      {today !== null && opened === null ? (
        <Form park={park} today={String(today)} done={(code, answer) => setOpened({ code, answer })} />
      ) : null}
      {opened ? (
        <Notice title={t('opening.opened', { code: opened.code })} text={openedText(opened.answer, t)}>
          <ButtonLink href={`${root}/accounts/${encodeURIComponent(opened.code)}`} primary>
            {t('opening.toAccount')}
          </ButtonLink>
          <Button onPress={() => setOpened(null)}>{t('opening.another')}</Button>
        </Notice>
      ) : null}
    </section>
  );
}

const openedText = ({ released, receipt }: OpenedAnswer, t: ReturnType<typeof useWords>): string =>
  [
    released.length === 0 ? '' : t('opening.released', { accounts: released.join(', ') }),
    receipt === null ? '' : t('opening.receipt', { number: receiptNumber(receipt), yuan: yuanGrouped(receipt.amountYuan) }),
    t('opening.openedNext'),
  ]
    .filter((text) => text !== '')
    .join(' ');

const KINDS = ['prepaid', 'postpaid'] as const;
const TEXTS = { code: '', name: '', day: '', alarm1: '100', alarm2: '20', overdraft: '0', depositYuan: '', reference: '' };
type TextField = keyof typeof TEXTS;
const FAULTS = ['SHAPE', 'MISSING', 'DUPLICATE', 'UNKNOWN_REFERENCE', 'OVERLAP', 'RANGE', 'MEDIUM', 'TARIFF'] as const;

/** A photo is not kept any more. */
const isOfPhotos = ({ path }: { readonly path: string }): boolean => path.endsWith('.photos');

interface FormProps {
  readonly park: string;
  readonly today: string;
  readonly done: (code: string, answer: OpenedAnswer) => void;
}

function Form({ park, today, done }: FormProps) {
  const t = useWords();
  const refusal = useRefusal();
  const photos = usePhotos(park, 'handovers');
  const [texts, type] = useState({ ...TEXTS, day: today });
  const [kind, setKind] = useState<(typeof KINDS)[number]>('prepaid');
  const [channel, setChannel] = useState<Channel>('cash');
  const [points, choosePoints] = useState<readonly ChosenPoint[]>([]);
  const [takeOver, setTakeOver] = useState(false);
  const [faults, setFaults] = useState<readonly { readonly path: string; readonly code: string }[]>([]);
  const [said, say] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  // The same for each attempt, so that a deposit is taken once.
  const key = useMemo(newKey, []);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(texts.day);
  const ground = useQuery(`opening ${park} ${isDay ? texts.day : today}`, (signal) => askOpening(park, isDay ? texts.day : today, signal));
  const isPaid = new Set(ground.type === 'ready' ? ground.data.points.filter(({ payer }) => payer !== null).map(({ code }) => code) : []);
  const isTaken = points.some(({ point }) => isPaid.has(point));
  const faultAt = (path: string): string | null => {
    const found = faults.find((fault) => fault.path.startsWith(path));
    if (!found) return null;
    return t(`opening.fault.${FAULTS.find((code) => code === found.code) ?? 'other'}`);
  };
  const field = (name: TextField, path: string, label: string, numeric = false) => (
    <FormField
      name={name}
      label={label}
      value={texts[name]}
      change={(value) => type({ ...texts, [name]: value })}
      fault={faultAt(path)}
      numeric={numeric}
    />
  );
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setFaults([]);
    if (points.length === 0) return say(t('opening.noPoints'));
    if (points.some(({ tariff }) => tariff === '')) return say(t('opening.noTariff'));
    say(null);
    setSending(true);
    const { depositYuan, reference, ...account } = texts;
    try {
      const answer = await openAccount({
        ...account,
        park,
        kind,
        space: null,
        points: points.map((point) => ({ ...point, photos: keptIn(photos.list, point.point) })),
        takeOver,
        deposit: depositYuan.trim() === '' ? null : { channel, amountYuan: depositYuan.trim(), reference: reference.trim(), key },
      });
      if (answer.type === 'opened') done(account.code, answer);
      else if (answer.type === 'refused') say(refusal(answer));
      else {
        if (answer.faults.some(isOfPhotos)) photos.expire();
        setFaults(answer.faults.filter((fault) => !isOfPhotos(fault)));
      }
    } catch (error) {
      say(t(`failed.${failureOf(error)}`));
    } finally {
      setSending(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => void send(event)} noValidate>
      <fieldset className={styles.group}>
        <legend>{t('opening.who')}</legend>
        <div className={styles.pair}>
          {field('code', 'account.code', t('opening.code'))}
          {field('name', 'account.name', t('opening.name'))}
        </div>
        <div className={styles.pair}>
          {field('day', 'account.openedOn', t('opening.from'))}
          <Choice
            label={t('opening.kind')}
            chosen={kind}
            choose={(value) => setKind(KINDS.find((one) => one === value) ?? kind)}
            choices={KINDS.map((value) => ({ value, word: t(`kind.${value}`) }))}
          />
        </div>
      </fieldset>
      <fieldset className={styles.group} data-part="points">
        <legend>{t('opening.points')}</legend>
        <p className={styles.note}>{t('opening.pointsNote')}</p>
        {ground.type === 'ready' ? (
          <OpeningPoints ground={ground.data} chosen={points} choose={choosePoints} faultAt={faultAt} photos={photos} />
        ) : (
          <TableBones />
        )}
        {isTaken || takeOver ? (
          <label className={styles.check}>
            <input type="checkbox" checked={takeOver} onChange={(event) => setTakeOver(event.target.checked)} />
            {t('opening.takeOver')}
          </label>
        ) : null}
      </fieldset>
      {kind === 'prepaid' ? (
        <fieldset className={styles.group}>
          <legend>{t('opening.levels')}</legend>
          <div className={styles.triple}>
            {field('alarm1', 'account.alarm1', t('opening.alarm1'), true)}
            {field('alarm2', 'account.alarm2', t('opening.alarm2'), true)}
            {field('overdraft', 'account.overdraft', t('opening.overdraft'), true)}
          </div>
        </fieldset>
      ) : null}
      <fieldset className={styles.group}>
        <legend>{t('opening.deposit')}</legend>
        <div className={styles.pair}>
          {field('depositYuan', 'deposit', t('opening.depositYuan'), true)}
          <Choice
            label={t('counter.way')}
            chosen={channel}
            choose={(value) => setChannel(CHANNELS.find((one) => one === value) ?? channel)}
            choices={CHANNELS.map((value) => ({ value, word: t(`counter.channel.${value}`) }))}
          />
        </div>
        {channel === 'cash' ? null : field('reference', 'deposit.reference', t(`counter.reference.${channel}`))}
      </fieldset>
      {said === null ? null : (
        <p className={styles.fault} role="alert">
          {said}
        </p>
      )}
      <PhotoStanding photos={photos} />
      <Button type="submit" primary disabled={sending || !areSettled(photos)}>
        {sending ? t('bills.sending') : t('opening.open')}
      </Button>
    </form>
  );
}
