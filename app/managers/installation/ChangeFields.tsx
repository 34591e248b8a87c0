'use client';

import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { InstantMs } from '#domain/time/instant.ts';
import { ratioShown, registerShown } from '../../format/register.ts';
import { momentText } from '../../format/time.ts';
import { Button } from '../../parts/Button.tsx';
import { PhotoField } from '../../parts/photo/PhotoField.tsx';
import { keptIn } from '../../parts/photo/photo-list.ts';
import { usePhotos } from '../../parts/photo/use-photos.ts';
import { localText } from '../../past/local-time.ts';
import type { InstallationLine, ShownAt, TakenBackLine } from '../../rpc/installations.ts';
import type { WaitingDevice } from '../../rpc/shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { FormField } from '../quarantine/FormField.tsx';
import styles from '../quarantine/Register.module.css';
import { useFaultText } from '../quarantine/use-fault-text.ts';
import own from './ChangeFields.module.css';
import { ConfirmChange } from './ConfirmChange.tsx';
import {
  type ChangeKind,
  END,
  type Field,
  fieldOfPath,
  START,
  sentChange,
  type Typed,
  type TypedFault,
  typedBefore,
  typedFaults,
} from './change-form.ts';
import { useChange } from './use-change.ts';

interface Props {
  readonly park: string;
  readonly point: string;
  readonly medium: 'electricity' | 'water';
  readonly zone: string;
  /** When the form was opened. */
  readonly now: InstantMs;
  readonly kind: ChangeKind;
  readonly running: InstallationLine | null;
  /** A change that was taken back and is entered anew: what was typed then. */
  readonly before: TakenBackLine | null;
  readonly last: ShownAt | null;
  readonly waiting: readonly WaitingDevice[];
  readonly onDone: () => void;
}

/** The form of a change; what is known of the meter stands in it already. */
export function ChangeFields({ park, point, medium, zone, now, kind, running, before, last, waiting, onDone }: Props) {
  const t = useWords();
  const form = useRef<HTMLFormElement>(null);
  const faultText = useFaultText();
  const [typed, setTyped] = useState<Typed>(() => {
    const first = firstTyped(running, localText(now, zone));
    return before === null ? first : typedBefore(first, before, zone);
  });
  const [tried, setTried] = useState(false);
  const photos = usePhotos(park, 'changes');
  const change = useChange({ park, point, running: running?.id ?? null }, { done: onDone, photosGone: photos.expire });
  const { faults, failure, busy, planned } = change;
  useEffect(() => {
    if (faults.length > 0) focusFault(form.current);
  }, [faults]);
  const ours: ReadonlyMap<Field, TypedFault> = tried ? typedFaults(kind, typed, zone) : NO_FAULTS;
  const faultOf = (field: Field): string | null => {
    const typedFault = ours.get(field);
    if (typedFault) return t(`register.typed.${typedFault}`);
    const theirs = faults.filter(({ path }) => fieldOfPath(kind, path) === field);
    return theirs.length === 0 ? null : theirs.map(faultText).join(' ');
  };
  const set = (name: Field, value: string) => {
    const found = name === 'serial' ? waiting.find(({ serial }) => serial === value.trim()) : undefined;
    setTyped({ ...typed, [name]: value, ...(found?.codec && { codec: found.codec }) });
    if (faults.length > 0) change.setFaults(faults.filter(({ path }) => fieldOfPath(kind, path) !== name));
  };
  const field = (name: Field, label: string) => ({
    name,
    label,
    value: typed[name],
    fault: faultOf(name),
    change: (value: string) => set(name, value),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const sent = sentChange(kind, typed, zone);
    if (sent) void change.look(sent);
    else focusFault(form.current);
  };
  const registers = (names: readonly Field[]) => {
    const labels =
      medium === 'water'
        ? [t('installation.register.volume')]
        : [t('installation.register.import'), t('installation.register.export'), t('installation.register.reactive')];
    const shown = names.slice(0, labels.length);
    return (
      <div className={own.registers}>
        {shown.map((name, i) => (
          <FormField key={name} {...field(name, labels[i] ?? '')} numeric />
        ))}
      </div>
    );
  };
  const photosOf = (shows: 'start' | 'end', label: string) => (
    <PhotoField photos={photos} field={shows} label={label} more={photos.list.length < PHOTOS_MAX} />
  );
  const photographed = () => (['end', 'start'] as const).flatMap((shows) => keptIn(photos.list, shows).map((id) => ({ id, shows })));
  const general = faults.filter(({ path }) => fieldOfPath(kind, path) === null);
  const found = waiting.find(({ serial }) => serial === typed.serial.trim());
  const comes = kind === 'install' || kind === 'replace';
  return (
    <form ref={form} className={styles.form} onSubmit={send} noValidate>
      <p className={own.what}>
        <b>{t(`installation.kindNote.${kind}`)}</b>
        <span>
          {running ? t('installation.now', { serial: running.serial, ratio: ratioShown(running.ratioMilli) }) : t('installation.nowNone')}
        </span>
        {running && last ? (
          <span>{t('installation.last', { value: registerShown(last.value), at: momentText(last.at, now, zone) })}</span>
        ) : null}
      </p>
      {general.length > 0 || (failure !== null && planned === null) ? (
        <p className={styles.refused} role="alert">
          {general.map(faultText).join(' ')}
          {failure === null ? '' : t(`failed.${failure}`)}
        </p>
      ) : null}
      <FormField {...field('at', t('installation.at'))} hint={t('installation.atHint')} type="datetime-local" />
      {kind === 'install' ? null : (
        <fieldset className={styles.group}>
          <legend>
            {kind === 'replace' ? t('installation.old') : kind === 'ratio' ? t('installation.same') : t('installation.taken')}
          </legend>
          <p className={styles.hint}>{kind === 'ratio' ? t('installation.ratioHint') : t('installation.endHint')}</p>
          {registers(END)}
          {photosOf('end', t(`installation.photoOf.${kind === 'replace' ? 'end' : kind === 'ratio' ? 'same' : 'taken'}`))}
        </fieldset>
      )}
      {kind === 'ratio' ? <FormField {...field('ratio', t('register.field.ratio'))} hint={t('register.hint.ratio')} numeric /> : null}
      {comes ? (
        <>
          <fieldset className={styles.group}>
            <legend>{t('installation.new')}</legend>
            <div className={styles.pair}>
              <FormField
                {...field('serial', t('register.field.serial'))}
                hint={found ? t('installation.waits', { serial: found.serial, n: found.messages }) : t('installation.serialHint')}
                list="change-serials"
              />
              <FormField {...field('ratio', t('register.field.ratio'))} hint={t('register.hint.ratio')} numeric />
            </div>
            <datalist id="change-serials">
              {waiting.map(({ serial, messages }) => (
                <option key={serial} value={serial}>
                  {t('register.sent', { n: messages })}
                </option>
              ))}
            </datalist>
          </fieldset>
          <fieldset className={styles.group}>
            <legend>{t('installation.start')}</legend>
            <p className={styles.hint}>{t('installation.startHint')}</p>
            {registers(START)}
            {photosOf('start', t('installation.photoOf.start'))}
          </fieldset>
          <details className={styles.group}>
            <summary>{t('installation.more')}</summary>
            <p className={styles.hint}>{t('installation.moreHint')}</p>
            <div className={styles.pair}>
              <FormField {...field('codec', t('register.field.codec'))} hint={t('register.hint.codec')} />
              <FormField {...field('intervalS', t('register.field.intervalS'))} hint={t('register.hint.intervalS')} numeric />
            </div>
            <div className={styles.triple}>
              <FormField {...field('model', t('register.field.model'))} />
              <FormField {...field('modulus', t('register.field.modulus'))} hint={t('register.hint.modulus')} numeric />
              <FormField {...field('max', t('register.field.max'))} hint={t('register.hint.max')} numeric />
            </div>
          </details>
        </>
      ) : null}
      <div className={styles.send}>
        <Button type="submit" primary disabled={busy}>
          {busy && planned === null ? t('installation.looking') : t('installation.look')}
        </Button>
        <span className={styles.hint}>{t('photo.hint')}</span>
      </div>
      {planned ? (
        <ConfirmChange
          planned={planned}
          running={running}
          medium={medium}
          zone={zone}
          now={now}
          photos={photos}
          busy={busy}
          failure={failure}
          go={() => void change.go(planned, photographed())}
          back={change.back}
        />
      ) : null}
    </form>
  );
}

const NO_FAULTS: ReadonlyMap<Field, TypedFault> = new Map();
const INTERVAL_S = 60;
/** Of one change, as the server takes them. */
const PHOTOS_MAX = 4;

const firstTyped = (running: InstallationLine | null, at: string): Typed => ({
  at,
  importEnd: '',
  exportEnd: '',
  reactiveEnd: '',
  serial: '',
  ratio: running ? ratioShown(running.ratioMilli) : '1',
  importStart: '',
  exportStart: '',
  reactiveStart: '',
  codec: running?.codec ?? 'canonical',
  intervalS: String(running?.intervalS ?? INTERVAL_S),
  model: '',
  modulus: '',
  max: '',
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
