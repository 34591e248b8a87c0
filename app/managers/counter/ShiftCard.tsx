'use client';

import { type FormEvent, useState } from 'react';
import { fen, fenFromYuan, yuanFromFen } from '#domain/units/money.ts';
import { isNegative, isZero, yuanGrouped } from '../../format/money.ts';
import { dayTimeText } from '../../format/time.ts';
import { Button } from '../../parts/Button.tsx';
import { CHANNELS, type CounterShift, closeShift, openShift } from '../../rpc/counter-api.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { FormField } from '../quarantine/FormField.tsx';
import { amountOf, typedAmount } from './amount.ts';
import styles from './ShiftCard.module.css';
import { useAct } from './use-act.ts';

interface Props {
  readonly park: string;
  readonly zone: string;
  /** The clerk's own; null: none is open. */
  readonly shift: CounterShift | null;
  readonly changed: () => void;
}

/** The clerk's shift: opened with change, closed by counting. */
export function ShiftCard({ park, zone, shift, changed }: Props) {
  const t = useWords();
  const [ended, setEnded] = useState<CounterShift | null>(null);
  const [counting, setCounting] = useState(false);
  const [typed, setTyped] = useState('');
  const { act, renew, sending, fault } = useAct();
  const amountYuan = yuanFromFen(amountOf(typed));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await act(() => (shift === null ? openShift(park, amountYuan) : closeShift(park, amountYuan)));
    if (!answer) return;
    setEnded(shift === null ? null : answer.shift);
    setCounting(false);
    setTyped('');
    changed();
  };
  const asks = shift === null || counting;
  const difference = shift === null ? null : yuanFromFen(fen(amountOf(typed) - (fenFromYuan(shift.tillYuan) ?? 0n)));
  return (
    <Card
      title={t('counter.shift')}
      note={shift === null ? t('counter.shiftNone') : t('counter.shiftSince', { time: dayTimeText(shift.openedAt, zone).slice(5) })}
    >
      {ended?.closed && shift === null ? <Ended shift={ended} /> : null}
      {shift === null ? null : (
        <dl className={styles.sums}>
          <div>
            <dt>{t('counter.till')}</dt>
            <dd>
              <b>{yuanGrouped(shift.tillYuan)}</b>
            </dd>
          </div>
          {CHANNELS.map((channel) => (
            <div key={channel}>
              <dt>{t(`counter.channel.${channel}`)}</dt>
              <dd>{yuanGrouped(shift.sums[channel])}</dd>
            </div>
          ))}
          <div>
            <dt>{t('counter.receipts')}</dt>
            <dd>{shift.receipts}</dd>
          </div>
        </dl>
      )}
      {asks ? (
        <form className={styles.form} onSubmit={send} noValidate>
          <FormField
            name="cash"
            label={shift === null ? t('counter.float') : t('counter.counted')}
            value={typed}
            change={(value) => {
              setTyped(typedAmount(value) ?? typed);
              renew();
            }}
            fault={fault}
            hint={
              shift === null
                ? t('counter.floatHint')
                : typed === '' || difference === null
                  ? t('counter.countedHint')
                  : t('counter.difference', {
                      yuan: `${isNegative(difference) || isZero(difference) ? '' : '+'}${yuanGrouped(difference)}`,
                    })
            }
            numeric
          />
          <div className={styles.acts}>
            {shift === null ? null : (
              <Button
                onPress={() => {
                  setCounting(false);
                  setTyped('');
                  renew();
                }}
              >
                {t('counter.no')}
              </Button>
            )}
            <Button type="submit" primary disabled={sending || (shift !== null && typed === '')}>
              {sending ? t('counter.sending') : shift === null ? t('counter.openShift') : t('counter.closeShift')}
            </Button>
          </div>
        </form>
      ) : (
        <Button onPress={() => setCounting(true)}>{t('counter.count')}</Button>
      )}
    </Card>
  );
}

function Ended({ shift }: { readonly shift: CounterShift }) {
  const t = useWords();
  if (!shift.closed) return null;
  const { countedYuan, bookedYuan, differenceYuan } = shift.closed;
  return (
    <p className={styles.ended} role="status">
      {t('counter.ended', { counted: yuanGrouped(countedYuan), booked: yuanGrouped(bookedYuan) })}{' '}
      {isZero(differenceYuan) ? t('counter.endedEven') : t('counter.endedOff', { yuan: yuanGrouped(differenceYuan) })}
    </p>
  );
}
