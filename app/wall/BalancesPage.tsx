'use client';

import type { AlarmLine, ParkBoard } from '#domain/board/board.ts';
import { MINUTE_MS, SECOND_MS } from '#domain/time/instant.ts';
import { isNegative, yuanGrouped } from '../format/money.ts';
import { grouped } from '../format/quantity.ts';
import { dayOf, momentText } from '../format/time.ts';
import { useNow } from '../live/use-now.ts';
import { Bone } from '../parts/Bone.tsx';
import { Notice } from '../parts/Notice.tsx';
import { SeverityMark, severityOfLevel } from '../parts/SeverityMark.tsx';
import { useAccountNames, useAccounts } from '../parts/use-account-names.ts';
import { useStanding } from '../parts/use-days-left.ts';
import { askAlarms, askReceipts } from '../rpc/api.ts';
import type { AccountLine, ReceiptLine } from '../rpc/shapes.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useKeptQuery } from '../rpc/use-kept-query.ts';
import { useNames, useWords } from '../words/use-words.ts';
import styles from './BalancesPage.module.css';
import { crossedToday, cutQueue, prepaidByDays } from './balance-lists.ts';
import type { WallPageProps } from './TwinPage.tsx';
import page from './WallPage.module.css';

const ACCOUNTS_MAX = 15;
const LINES_MAX = 5;
const RECEIPTS_MS = 10 * SECOND_MS;

/** The wall's fourth page: who runs out of money and when, what crossed a level today, who is (to be) cut off, and money that comes in. */
export function BalancesPage({ park, board }: WallPageProps) {
  const accounts = useAccounts(park);
  return (
    <div className={`${page.page} ${styles.page}`}>
      <Accounts accounts={accounts} />
      <div className={styles.right}>
        <Crossed park={park} board={board} />
        <Queue accounts={accounts} />
        <Receipts park={park} board={board} />
      </div>
    </div>
  );
}

/** A bar of this many days is full: a month. */
const DAYS_FULL = 30;

function Accounts({ accounts }: { readonly accounts: readonly AccountLine[] | null }) {
  const t = useWords();
  const rows = accounts && prepaidByDays(accounts);
  return (
    <section className={page.part}>
      <h2>
        {t('wall.balances.title')}
        <small>{t('wall.balances.columns')}</small>
        {rows ? (
          <small>
            {rows.length > ACCOUNTS_MAX
              ? t('low.more', { shown: ACCOUNTS_MAX, all: rows.length })
              : t('wall.balances.all', { n: rows.length })}
          </small>
        ) : null}
      </h2>
      {rows?.length === 0 ? (
        <div className={`${page.fill} ${page.centre}`}>
          <Notice title={t('wall.balances.none')} text={t('wall.balances.noneNext')} />
        </div>
      ) : (
        <div className={styles.accounts}>
          {rows ? rows.slice(0, ACCOUNTS_MAX).map((row) => <Account key={row.code} row={row} />) : BONES}
        </div>
      )}
    </section>
  );
}

const BONES = Array.from({ length: ACCOUNTS_MAX }, (_, i) => i).map((i) => (
  <div key={i} className={styles.account}>
    <Bone width="1.2rem" />
    <Bone width="12rem" />
    <Bone width="8rem" />
    <Bone height="0.6rem" />
    <Bone width="5rem" />
  </div>
));

function Account({ row }: { readonly row: AccountLine }) {
  const nameOf = useNames();
  const standing = useStanding();
  const severity = severityOfLevel(row.level);
  const days = Math.max(0, row.daysLeft ?? 0);
  return (
    <div className={styles.account}>
      <span>{severity ? <SeverityMark severity={severity} /> : null}</span>
      <span className={page.name}>{nameOf(row.name)}</span>
      <span className={styles.today}>{yuanGrouped(row.todayYuan)}</span>
      <b data-negative={isNegative(row.available)}>{yuanGrouped(row.available)}</b>
      <span className={styles.days}>
        <i style={{ width: `${Math.min(1, days / DAYS_FULL) * 100}%` }} data-level={row.level} />
      </span>
      <span className={styles.left}>{standing(row)}</span>
    </div>
  );
}

function Crossed({ park, board }: { readonly park: string; readonly board: ParkBoard | null }) {
  const t = useWords();
  const now = useNow();
  const nameOf = useAccountNames(park);
  const alarms = dataOf(useKeptQuery(`alarms ${park}`, (signal) => askAlarms(park, signal), { everyMs: MINUTE_MS }));
  const open: readonly AlarmLine[] = board?.alarms ?? [];
  const rows = board && now !== null ? crossedToday([...open, ...(alarms ?? [])], (at) => dayOf(at, board.zone) === board.day) : null;
  return (
    <section className={page.part}>
      <h2>
        {t('wall.balances.crossed')} <small>{rows && rows.length > 0 ? grouped(rows.length) : ''}</small>
      </h2>
      {rows?.length === 0 ? <p className={page.none}>{t('wall.balances.noCrossed')}</p> : null}
      {(rows ?? []).slice(0, LINES_MAX).map((alarm) => (
        <div key={`${alarm.kind} ${alarm.subject}`} className={styles.line}>
          <SeverityMark severity={alarm.severity} />
          <span className={page.name}>{nameOf(alarm.subject) ?? alarm.subject}</span>
          <span>{t(`level.${alarm.level}`)}</span>
          <time>{board && now !== null ? momentText(alarm.openedAt, now, board.zone) : ''}</time>
        </div>
      ))}
    </section>
  );
}

function Queue({ accounts }: { readonly accounts: readonly AccountLine[] | null }) {
  const t = useWords();
  const nameOf = useNames();
  const rows = accounts && cutQueue(accounts);
  return (
    <section className={page.part}>
      <h2>
        {t('wall.balances.queue')} <small>{rows && rows.length > 0 ? grouped(rows.length) : ''}</small>
      </h2>
      {rows?.length === 0 ? <p className={page.none}>{t('wall.balances.noQueue')}</p> : null}
      {(rows ?? []).slice(0, LINES_MAX).map((row) => (
        <div key={row.code} className={styles.line}>
          <SeverityMark severity={row.cut.type === 'pending' ? 'warning' : 'critical'} />
          <span className={page.name}>{nameOf(row.name)}</span>
          <span>{row.cut.type === 'pending' ? t(`cut.because.${row.cut.because}`) : t(`cut.${row.cut.type}`)}</span>
          <b>{yuanGrouped(row.available)}</b>
        </div>
      ))}
    </section>
  );
}

function Receipts({ park, board }: { readonly park: string; readonly board: ParkBoard | null }) {
  const t = useWords();
  const nameOf = useNames();
  const now = useNow();
  const asked = useKeptQuery(`receipts ${park}`, (signal) => askReceipts({ park, limit: LINES_MAX }, signal), { everyMs: RECEIPTS_MS });
  const rows: readonly ReceiptLine[] | null = dataOf(asked);
  return (
    <section className={page.part}>
      <h2>{t('wall.balances.receipts')}</h2>
      {rows?.length === 0 ? <p className={page.none}>{t('wall.balances.noReceipts')}</p> : null}
      {asked.type === 'failed' ? <p className={page.none}>{t(`failed.${asked.failure}`)}</p> : null}
      {(rows ?? []).map((row) => (
        <div key={row.id} className={`${styles.line} ${styles.receipt}`}>
          <span className={page.name}>{nameOf(row.name)}</span>
          <b>+{yuanGrouped(row.amountYuan)}</b>
          <time>{board && now !== null ? momentText(row.at, now, board.zone) : ''}</time>
        </div>
      ))}
    </section>
  );
}
