'use client';

import { useState } from 'react';
import { fen, fenFromYuan, yuanFromFen } from '#domain/units/money.ts';
import { yuanGrouped } from '../../format/money.ts';
import { Button } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { CHANNELS, type Channel, type CounterAccount, type CounterReceipt, closeAccount } from '../../rpc/counter-api.ts';
import type { AccountLine } from '../../rpc/shapes.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import styles from './CloseAccount.module.css';
import { ReleasePoints } from './ReleasePoints.tsx';
import { Sheet } from './Sheet.tsx';
import { SheetEnd } from './SheetEnd.tsx';
import { useAct } from './use-act.ts';

interface Props {
  readonly park: string;
  readonly account: AccountLine;
  readonly standing: CounterAccount;
  readonly ready: boolean;
  readonly done: (receipt: CounterReceipt | null) => void;
}

/** 销户: what is left goes back, and nothing more is taken. */
export function CloseAccount({ park, account, standing, ready, done }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const [open, setOpen] = useState(false);
  const [channel, setChannel] = useState<Channel>('cash');
  const { act, renew, sending, fault } = useAct();
  const left = yuanFromFen(fen((fenFromYuan(standing.availableYuan) ?? 0n) + (fenFromYuan(standing.depositYuan) ?? 0n)));
  const freed = () => {
    setOpen(false);
    done(null);
  };
  const go = async () => {
    const answer = await act(() => closeAccount({ park, account: account.code, channel }));
    if (!answer) return;
    setOpen(false);
    done(answer.receipt);
  };
  return (
    <>
      <p className={styles.line}>
        <button type="button" disabled={!ready} onClick={() => setOpen(true)}>
          {t('counter.closeAccount')}
        </button>
      </p>
      {open ? (
        <Sheet label={t('counter.closeAccount')} close={() => setOpen(false)}>
          <h2>
            {t('counter.closeAccount')} · {nameOf(account.name)}
          </h2>
          <ol className={styles.steps}>
            <li data-done={!standing.charged}>{standing.charged ? t('counter.closeMeters') : t('counter.closeMetersDone')}</li>
            {standing.charged ? (
              <li data-done={false}>
                {t('handover.release')}
                <ReleasePoints park={park} account={account.code} done={freed} />
              </li>
            ) : null}
            <li data-done={true}>{t('counter.closeMoney', { yuan: yuanGrouped(left) })}</li>
          </ol>
          {standing.charged ? null : (
            <Choice
              label={t('counter.way')}
              chosen={channel}
              choose={(value) => {
                const found = CHANNELS.find((one) => one === value);
                if (found) setChannel(found);
                renew();
              }}
              choices={CHANNELS.map((value) => ({ value, word: t(`counter.channel.${value}`) }))}
            />
          )}
          <SheetEnd fault={fault} sending={sending} back={() => setOpen(false)}>
            {standing.charged ? null : (
              <Button onPress={go} primary disabled={sending}>
                {sending ? t('counter.sending') : t('counter.closeNow')}
              </Button>
            )}
          </SheetEnd>
        </Sheet>
      ) : null}
    </>
  );
}
