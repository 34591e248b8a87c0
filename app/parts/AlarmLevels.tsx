'use client';

import { type FormEvent, useId, useState } from 'react';
import type { AccountBoard } from '#domain/board/board.ts';
import { fenFromYuan } from '#domain/units/money.ts';
import { yuanGrouped } from '../format/money.ts';
import { setAlarms } from '../rpc/api.ts';
import { failureOf } from '../rpc/client.ts';
import { useWords } from '../words/use-words.ts';
import styles from './AlarmLevels.module.css';
import { Button } from './Button.tsx';

interface Props {
  readonly park: string;
  readonly account: string;
  readonly limits: NonNullable<AccountBoard['limits']>;
  /** Whoever only looks is shown them. */
  readonly mayEdit: boolean;
  /** What is around it bears its title. */
  readonly titled?: true;
}

/** At what balances an account is warned, and the form that changes it. What stands is the board's: it changes once the twin judges by it. */
export function AlarmLevels({ park, account, limits, mayEdit, titled }: Props) {
  const t = useWords();
  const [editing, setEditing] = useState(false);
  const [said, setSaid] = useState('');
  const saved = () => {
    setEditing(false);
    setSaid(t('levels.saved'));
  };
  return (
    <div className={styles.levels}>
      <dl className={styles.limits}>
        <dt className={titled ? 'unseen' : undefined}>{t('my.limits.title')}</dt>
        <dd>{t('my.limits.alarm1', { yuan: yuanGrouped(limits.alarm1) })}</dd>
        <dd>{t('my.limits.alarm2', { yuan: yuanGrouped(limits.alarm2) })}</dd>
        <dd>{t('my.limits.exhausted', { yuan: yuanGrouped(limits.exhausted) })}</dd>
      </dl>
      {mayEdit && !editing ? (
        <Button
          onPress={() => {
            setSaid('');
            setEditing(true);
          }}
        >
          {t('levels.change')}
        </Button>
      ) : null}
      {editing ? <Form park={park} account={account} limits={limits} saved={saved} cancel={() => setEditing(false)} /> : null}
      <p role="status" className={styles.said}>
        {said}
      </p>
    </div>
  );
}

interface FormProps extends Omit<Props, 'mayEdit' | 'titled'> {
  readonly saved: () => void;
  readonly cancel: () => void;
}

function Form({ park, account, limits, saved, cancel }: FormProps) {
  const t = useWords();
  const [alarm1, setAlarm1] = useState<string>(limits.alarm1);
  const [alarm2, setAlarm2] = useState<string>(limits.alarm2);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState('');
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (fenFromYuan(alarm1.trim()) === null || fenFromYuan(alarm2.trim()) === null) return setFault(t('levels.fault.AMOUNT'));
    setSending(true);
    try {
      const answer = await setAlarms({ account: `${park}:${account}`, alarm1Yuan: alarm1.trim(), alarm2Yuan: alarm2.trim() });
      if (answer.type === 'set') return saved();
      setFault(t(`levels.fault.${answer.code}`));
    } catch (error) {
      setFault(t(`failed.${failureOf(error)}`));
    }
    setSending(false);
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <Amount label={t('levels.alarm1')} value={alarm1} change={setAlarm1} wrong={fault !== ''} />
      <Amount label={t('levels.alarm2')} value={alarm2} change={setAlarm2} wrong={fault !== ''} />
      <p className={styles.fault} role="alert">
        {fault}
      </p>
      <div className={styles.acts}>
        <Button onPress={cancel}>{t('levels.cancel')}</Button>
        <Button type="submit" primary disabled={sending}>
          {t('levels.save')}
        </Button>
      </div>
    </form>
  );
}

interface AmountProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly wrong: boolean;
}

function Amount({ label, value, change, wrong }: AmountProps) {
  const t = useWords();
  const id = useId();
  return (
    <div className={styles.amount}>
      <label htmlFor={id}>{label}</label>
      <span>
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          value={value}
          aria-invalid={wrong}
          onChange={(event) => change(event.target.value)}
        />
        {t('unit.yuan')}
      </span>
    </div>
  );
}
