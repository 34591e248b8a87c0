'use client';

import { type FormEvent, useEffect, useRef, useState } from 'react';
import { fenFromYuan, yuanFromFen } from '#domain/units/money.ts';
import { yuanGrouped } from '../../format/money.ts';
import { Button } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { CHANNELS, type Channel, type CounterReceipt, returnDeposit, takeDeposit, takeTopUp } from '../../rpc/counter-api.ts';
import type { AccountLine } from '../../rpc/shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { FormField } from '../quarantine/FormField.tsx';
import { amountOf, pressed, typedAmount } from './amount.ts';
import { CloseAccount } from './CloseAccount.tsx';
import { Confirm } from './Confirm.tsx';
import { Keypad } from './Keypad.tsx';
import { Payer } from './Payer.tsx';
import styles from './Till.module.css';
import { useAct } from './use-act.ts';
import { useStanding } from './use-standing.ts';

interface Props {
  readonly park: string;
  readonly account: AccountLine;
  /** A shift is open. */
  readonly ready: boolean;
  readonly turn: number;
  readonly leave: () => void;
  readonly done: (receipt: CounterReceipt | null) => void;
}

const MODES = ['topUp', 'depositIn', 'depositOut'] as const;
type Mode = (typeof MODES)[number];
const QUICK = ['100', '200', '500', '1000', '2000', '5000'] as const;

const isMode = (value: string): value is Mode => MODES.some((mode) => mode === value);
const isChannel = (value: string): value is Channel => CHANNELS.some((channel) => channel === value);

/** What is handed over for one account: how much, by which way, confirmed before it is taken. */
export function Till({ park, account, ready, turn, leave, done }: Props) {
  const t = useWords();
  const { code } = account;
  const standing = useStanding(park, code, turn);
  const [mode, setMode] = useState<Mode>('topUp');
  const [channel, setChannel] = useState<Channel>('cash');
  const [typed, setTyped] = useState('');
  const [reference, setReference] = useState('');
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState(false);
  const { act, renew, sending, fault } = useAct();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus({ preventScroll: true }), []);
  const amount = amountOf(typed);
  const amountYuan = yuanFromFen(amount);
  const room = standing?.roomYuan ?? null;
  const tooMuch = mode === 'topUp' && room !== null && amount > (fenFromYuan(room) ?? 0n);
  const needsReference = mode !== 'depositOut' && channel !== 'cash';
  const isWhole =
    amount > 0n && !tooMuch && (!needsReference || reference.trim() !== '') && (mode !== 'depositOut' || reason.trim().length > 1);
  /** Another amount is another act. */
  const type = (text: string) => {
    setTyped(text);
    renew();
  };
  /** A thumb's press leaves the keyboard where it was: Enter goes on. */
  const pressInto = (text: string) => {
    type(text);
    input.current?.focus({ preventScroll: true });
  };
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole && ready) setAsking(true);
  };
  const take = async () => {
    const handed = { park, account: code, channel, amountYuan, reference: reference.trim() };
    const answer = await act((key) => {
      if (mode === 'depositIn') return takeDeposit({ ...handed, key });
      return mode === 'topUp' ? takeTopUp({ ...handed, key }) : returnDeposit({ ...handed, reason: reason.trim(), key });
    });
    if (!answer) return;
    setAsking(false);
    type('');
    setReference('');
    setReason('');
    done(answer.receipt);
  };
  return (
    <section className={styles.till}>
      <Payer park={park} account={account} standing={standing} leave={leave} />
      {standing?.closedOn ? <p className={styles.closed}>{t('counter.closedOn', { day: standing.closedOn })}</p> : null}
      <form className={styles.form} onSubmit={ask} noValidate>
        <div className={styles.choices}>
          <Choice
            label={t('counter.what')}
            chosen={mode}
            choose={(value) => {
              if (isMode(value)) setMode(value);
              renew();
            }}
            choices={MODES.map((value) => ({ value, word: t(`counter.kind.${value}`) }))}
          />
          <Choice
            label={t('counter.way')}
            chosen={channel}
            choose={(value) => {
              if (isChannel(value)) setChannel(value);
              renew();
            }}
            choices={CHANNELS.map((value) => ({ value, word: t(`counter.channel.${value}`) }))}
          />
        </div>
        <label className={styles.amount} data-fault={tooMuch}>
          <span>{t('counter.amount')}</span>
          <i aria-hidden="true">¥</i>
          <input
            ref={input}
            name="amount"
            value={typed}
            // The keypad below is the phone's keyboard.
            inputMode="none"
            autoComplete="off"
            placeholder="0.00"
            aria-invalid={tooMuch}
            aria-describedby="counter-room"
            onChange={(event) => type(typedAmount(event.target.value) ?? typed)}
          />
        </label>
        <p id="counter-room" className={styles.room} data-fault={tooMuch}>
          {mode === 'topUp' && room !== null ? t('counter.room', { yuan: yuanGrouped(room) }) : null}
          {mode === 'depositOut' && standing ? t('counter.depositIs', { yuan: yuanGrouped(standing.depositYuan) }) : null}
        </p>
        {mode === 'topUp' ? (
          <div className={styles.quick}>
            {QUICK.map((yuan) => (
              <button key={yuan} type="button" onClick={() => pressInto(yuan)}>
                {yuan}
              </button>
            ))}
          </div>
        ) : null}
        <Keypad press={(key) => pressInto(pressed(typed, key))} />
        {needsReference ? (
          <FormField
            name="reference"
            label={t(`counter.reference.${channel === 'pos' ? 'pos' : 'slip'}`)}
            value={reference}
            change={setReference}
            fault={null}
            hint={t('counter.referenceHint')}
          />
        ) : null}
        {mode === 'depositOut' ? (
          <FormField
            name="reason"
            label={t('counter.reason')}
            value={reason}
            change={setReason}
            fault={null}
            hint={t('counter.reasonHint')}
          />
        ) : null}
        <Button type="submit" primary disabled={!isWhole || !ready}>
          {amount > 0n ? t(`counter.ask.${mode}`, { yuan: yuanGrouped(amountYuan) }) : t('counter.askNothing')}
        </Button>
      </form>
      {standing && !standing.closedOn ? <CloseAccount park={park} account={account} standing={standing} ready={ready} done={done} /> : null}
      {asking ? (
        <Confirm
          title={t(`counter.kind.${mode}`)}
          account={account}
          amountYuan={amountYuan}
          way={`${t(`counter.channel.${channel}`)}${reference.trim() === '' ? '' : ` · ${reference.trim()}`}`}
          before={mode === 'topUp' ? (standing?.availableYuan ?? null) : (standing?.depositYuan ?? null)}
          balanceName={mode === 'topUp' ? t('accounts.available') : t('counter.deposit')}
          out={mode === 'depositOut'}
          sending={sending}
          fault={fault}
          go={take}
          back={() => setAsking(false)}
        />
      ) : null}
    </section>
  );
}
