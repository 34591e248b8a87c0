'use client';

import { fen, fenFromYuan, yuanFromFen } from '#domain/units/money.ts';
import { yuanGrouped } from '../../format/money.ts';
import { Button } from '../../parts/Button.tsx';
import type { AccountLine } from '../../rpc/shapes.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import styles from './Confirm.module.css';
import { Sheet } from './Sheet.tsx';
import { SheetEnd } from './SheetEnd.tsx';

interface Props {
  readonly title: string;
  readonly account: AccountLine;
  readonly amountYuan: string;
  readonly way: string;
  readonly before: string | null;
  readonly balanceName: string;
  /** Money goes out. */
  readonly out: boolean;
  readonly sending: boolean;
  readonly fault: string | null;
  readonly go: () => void;
  readonly back: () => void;
}

/** The last look before money changes hands: who, how much, what it comes to. */
export function Confirm({ title, account, amountYuan, way, before, balanceName, out, sending, fault, go, back }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const amount = fenFromYuan(amountYuan) ?? fen(0n);
  const now = before === null ? null : fenFromYuan(before);
  return (
    <Sheet label={title} close={back}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.who}>
        {nameOf(account.name)} <small>{account.code}</small>
      </p>
      <p className={styles.amount}>
        <small>¥</small>
        {yuanGrouped(amountYuan)}
      </p>
      <dl className={styles.facts}>
        <div>
          <dt>{t('counter.way')}</dt>
          <dd>{way}</dd>
        </div>
        {now === null || before === null ? null : (
          <div>
            <dt>{balanceName}</dt>
            <dd>
              {yuanGrouped(before)} → <b>{yuanGrouped(yuanFromFen(fen(out ? now - amount : now + amount)))}</b>
            </dd>
          </div>
        )}
      </dl>
      <SheetEnd fault={fault} sending={sending} back={back}>
        <Button onPress={go} primary disabled={sending}>
          {sending ? t('counter.sending') : fault === null ? t('counter.yes') : t('failedAgain')}
        </Button>
      </SheetEnd>
    </Sheet>
  );
}
