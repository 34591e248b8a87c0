'use client';

import Link from 'next/link';
import type { AccountBoard } from '#domain/board/board.ts';
import type { Period } from '#domain/tariff/tariff.ts';
import { isZero, priceShort, yuanGrouped } from '../format/money.ts';
import { inScale, KWH, waterScale } from '../format/quantity.ts';
import { Bone } from '../parts/Bone.tsx';
import { ExportButton } from '../parts/ExportButton.tsx';
import type { ExportQuery } from '../parts/export-address.ts';
import { GlideNumber, GlideYuan } from '../parts/Glide.tsx';
import { useWords } from '../words/use-words.ts';
import { PeriodBar } from './PeriodBar.tsx';
import type { PeriodPrice } from './sum-curves.ts';
import styles from './UseCard.module.css';
import type { AccountUse } from './use-account-use.ts';
import { withOpen, yuanOf } from './use-sums.ts';
import { daysWay, searchOfWay } from './why/way.ts';

interface Props {
  readonly board: AccountBoard;
  readonly use: AccountUse;
  readonly price: readonly PeriodPrice[];
  /** The period that runs now. */
  readonly period: Period | null;
  readonly exported: ExportQuery;
}

/** Use and its charge, today and this month, by period; then what a period costs, and the water. */
export function UseCard({ board, use, price, period, exported }: Props) {
  const t = useWords();
  const { electricity } = use;
  const openWh = electricity === null ? 0 : Math.max(0, board.todayWh - electricity.today.quantity);
  return (
    <section>
      <h2 className="unseen">{t('my.use')}</h2>
      <div className={styles.line}>
        <span>{t('my.today')}</span>
        <b>
          <GlideNumber value={board.todayWh} scale={KWH} />
        </b>
        <span className={styles.unit}>kWh</span>
        <b className={styles.yuan}>
          ¥<GlideYuan yuan={board.todayYuan} />
        </b>
      </div>
      {electricity === null ? <Bone height="22px" /> : <PeriodBar uses={withOpen(electricity.today.periods, openWh, period)} />}
      <div className={styles.line}>
        <span>{t('my.month')}</span>
        {electricity === null ? null : (
          <>
            <b>
              <GlideNumber value={electricity.month.quantity + openWh} scale={KWH} />
            </b>
            <span className={styles.unit}>kWh</span>
          </>
        )}
        <b className={styles.yuan}>
          ¥<GlideYuan yuan={board.monthYuan} />
        </b>
      </div>
      {electricity === null ? <Bone height="22px" /> : <PeriodBar uses={withOpen(electricity.month.periods, openWh, period)} />}
      <Prices price={price} />
      <Water board={board} use={use} />
      <div className={styles.file}>
        <span>
          <Opening exported={exported} />
        </span>
        <ExportButton kind="accruals" query={exported} />
      </div>
    </section>
  );
}

/** The way from this month's amount down to the bytes. */
function Opening({ exported }: Pick<Props, 'exported'>) {
  const t = useWords();
  const { park, account, from, to } = exported;
  if (!account || !from || !to) return t('my.byDay');
  return (
    <Link href={`/my/why${searchOfWay(daysWay(String(from), String(to)), { account: `${park}:${account}` })}`} prefetch={false}>
      {t('my.byDay')} · {t('why.open')}
    </Link>
  );
}

function Water({ board, use }: Pick<Props, 'board' | 'use'>) {
  const t = useWords();
  const { water } = use;
  if (water === null || (water.month.quantity === 0 && board.todayL === 0)) return null;
  const open = Math.max(0, board.todayL - water.today.quantity);
  const month = water.month.quantity + open;
  const yuan = yuanOf(water.month.charge);
  return (
    <dl className={styles.water}>
      <dt>{t('my.water')}</dt>
      <dd>
        {t('my.today')} <b>{inScale(board.todayL, waterScale(board.todayL))}</b> m³
      </dd>
      <dd>
        {t('my.month')} <b>{inScale(month, waterScale(month))}</b> m³
      </dd>
      {isZero(yuan) ? null : (
        <dd>
          <b>¥{yuanGrouped(yuan)}</b>
        </dd>
      )}
    </dl>
  );
}

function Prices({ price }: Pick<Props, 'price'>) {
  const t = useWords();
  if (price.length === 0) return null;
  return (
    <>
      <div className={styles.caption}>
        <span>{t('my.prices')}</span>
        {price.length > 1 ? <span>{t('my.cheapToDear')}</span> : null}
      </div>
      <div className={styles.key}>
        {price.map(({ period, price: yuan }) => (
          <div key={period}>
            <b>
              <i style={{ background: `var(--${period})` }} />
              {t(`periodShort.${period}`)}
            </b>
            {priceShort(yuan)}
          </div>
        ))}
      </div>
    </>
  );
}
