'use client';

import { type FormEvent, useRef, useState } from 'react';
import { AgeText } from '../../parts/AgeText.tsx';
import { Button } from '../../parts/Button.tsx';
import { localText } from '../../past/local-time.ts';
import { registerDevice } from '../../rpc/api.ts';
import { type Failure, failureOf } from '../../rpc/client.ts';
import type { PointLine, RegisterAnswer, WaitingDevice } from '../../rpc/shapes.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { FormField } from './FormField.tsx';
import styles from './Register.module.css';
import { type Field, fieldOfPath, sentForm, type Typed, type TypedFault, typedFaults } from './register-form.ts';
import { useFaultText } from './use-fault-text.ts';

interface Props {
  readonly park: string;
  readonly zone: string;
  readonly device: WaitingDevice;
  readonly points: readonly PointLine[];
  readonly onDone: (point: string, taken: number) => void;
}

type Refusal = Extract<RegisterAnswer, { type: 'refused' }>['faults'][number];

const INTERVAL_S = '60';

/** The form itself: what the message says of the meter stands in it already. */
export function RegisterFields({ park, zone, device, points, onDone }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const form = useRef<HTMLFormElement>(null);
  const faultText = useFaultText();
  const [typed, setTyped] = useState<Typed>(() => firstTyped(device, zone));
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const own: ReadonlyMap<Field, TypedFault> = tried ? typedFaults(typed, zone) : NO_FAULTS;
  const faultOf = (field: Field): string | null => {
    const ours = own.get(field);
    if (ours) return t(`register.typed.${ours}`);
    const theirs = refusals.filter(({ path }) => fieldOfPath(path) === field);
    return theirs.length === 0 ? null : theirs.map(faultText).join(' ');
  };
  const field = (name: Field) => ({
    name,
    label: t(`register.field.${name}`),
    value: typed[name],
    fault: faultOf(name),
    change: (value: string) => {
      setTyped({ ...typed, [name]: value });
      setRefusals(refusals.filter(({ path }) => fieldOfPath(path) !== name));
    },
  });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const sent = sentForm(park, typed, zone);
    if (!sent) return focusFault(form.current);
    setSending(true);
    setFailure(null);
    try {
      const answer = await registerDevice(sent);
      if (answer.type === 'registered') return onDone(sent.point, answer.taken);
      setRefusals(answer.faults);
      focusFault(form.current);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setSending(false);
    }
  };
  const general = refusals.filter(({ path }) => fieldOfPath(path) === null);
  // Points without a meter are what somebody looks for.
  const offered = points.toSorted((a, b) => Number(a.serial !== null) - Number(b.serial !== null));
  return (
    <form ref={form} className={styles.form} onSubmit={send} noValidate>
      <p className={styles.device}>
        <b>{device.serial}</b>
        <span>{t('register.sent', { n: device.messages })}</span>
        <span>
          {t('register.last')} <AgeText at={device.lastAt} />
        </span>
        <code>{device.topic}</code>
      </p>
      {general.length > 0 || failure !== null ? (
        <p className={styles.refused} role="alert">
          {general.map(faultText).join(' ')}
          {failure === null ? '' : t(`failed.${failure}`)}
        </p>
      ) : null}
      <FormField {...field('point')} hint={t('register.hint.point')} list="register-points" />
      <datalist id="register-points">
        {offered.map((point) => (
          <option key={point.code} value={point.code}>
            {`${nameOf(point.name)} · ${point.serial ?? t('register.free')}`}
          </option>
        ))}
      </datalist>
      <div className={styles.pair}>
        <FormField {...field('ratio')} hint={t('register.hint.ratio')} numeric />
        <FormField {...field('intervalS')} hint={t('register.hint.intervalS')} numeric />
      </div>
      <FormField {...field('from')} hint={t('register.hint.from')} type="datetime-local" />
      <fieldset className={styles.group}>
        <legend>{t('register.start')}</legend>
        <p className={styles.hint}>{t('register.hint.start')}</p>
        <div className={styles.triple}>
          <FormField {...field('importStart')} numeric />
          <FormField {...field('exportStart')} numeric />
          <FormField {...field('reactiveStart')} numeric />
        </div>
      </fieldset>
      <details className={styles.group}>
        <summary>{t('register.more')}</summary>
        <FormField {...field('codec')} hint={t('register.hint.codec')} />
        <div className={styles.triple}>
          <FormField {...field('model')} />
          <FormField {...field('modulus')} hint={t('register.hint.modulus')} numeric />
          <FormField {...field('max')} hint={t('register.hint.max')} numeric />
        </div>
      </details>
      <div className={styles.send}>
        <Button type="submit" primary disabled={sending}>
          {sending ? t('register.sending') : t('register.send')}
        </Button>
        <span className={styles.hint}>{t('register.takes', { n: device.messages })}</span>
      </div>
    </form>
  );
}

const NO_FAULTS: ReadonlyMap<Field, TypedFault> = new Map();

const firstTyped = (device: WaitingDevice, zone: string): Typed => ({
  serial: device.serial,
  point: '',
  codec: device.codec ?? '',
  ratio: '1',
  intervalS: INTERVAL_S,
  from: localText(device.firstAt, zone),
  importStart: '',
  exportStart: '',
  reactiveStart: '',
  modulus: '',
  max: '',
  model: '',
});

/** To the first field that is wrong, opened if it is folded away. */
const focusFault = (form: HTMLFormElement | null): void => {
  requestAnimationFrame(() => {
    const wrong = form?.querySelector<HTMLElement>('[aria-invalid=true]');
    const fold = wrong?.closest('details');
    if (fold) fold.open = true;
    wrong?.focus();
  });
};
