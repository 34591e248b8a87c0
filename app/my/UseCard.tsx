'use client';

import type { AccountBoard } from '#domain/board/board.ts';
import { textWidth } from '../charts/axis.ts';
import { priceShort } from '../format/money.ts';
import { inScale, KWH, waterScale } from '../format/quantity.ts';
import { GlideNumber, GlideYuan } from '../parts/Glide.tsx';
import type { Curve } from '../rpc/shapes.ts';
import { useWords } from '../words/use-words.ts';
import { periodUses, pricesOf } from './sum-curves.ts';
import styles from './UseCard.module.css';

interface Props {
  readonly board: AccountBoard;
  /** Today's slots of all electricity meters. */
  readonly today: Curve | null;
}

/** Use and its price, today by period and the month. */
export function UseCard({ board, today }: Props) {
  const t = useWords();
  const water = waterScale(board.todayL);
  return (
    <section>
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
      <PeriodBar today={today} />
      <div className={styles.line}>
        <span>{t('my.month')}</span>
        <b className={styles.yuan}>
          ¥<GlideYuan yuan={board.monthYuan} />
        </b>
      </div>
      {board.todayL > 0 ? (
        <div className={styles.line}>
          <span>{t('my.water')}</span>
          <b>{inScale(board.todayL, water)}</b>
          <span className={styles.unit}>{water.unit}</span>
        </div>
      ) : null}
      <Prices today={today} />
    </section>
  );
}

/** px of a phone's card; only decides which words fit. */
const BAR_PX = 330;
const TEXT_PX = 12;

function PeriodBar({ today }: { readonly today: Curve | null }) {
  const t = useWords();
  const uses = periodUses(today);
  const total = uses.reduce((sum, { wh }) => sum + wh, 0);
  if (total === 0) return null;
  return (
    <div className={styles.bar}>
      {uses.map(({ period, wh }) => {
        const room = (wh / total) * BAR_PX - 6;
        const name = t(`periodShort.${period}`);
        const label = [`${name} ${inScale(wh, KWH)}`, name].find((text) => textWidth(text, TEXT_PX) < room) ?? '';
        return (
          <i
            key={period}
            style={{ flexGrow: wh / total, background: `var(--${period})`, color: `var(--on-${period})` }}
            title={`${t(`period.${period}`)} ${inScale(wh, KWH)} kWh`}
          >
            {label}
          </i>
        );
      })}
    </div>
  );
}

function Prices({ today }: { readonly today: Curve | null }) {
  const t = useWords();
  const prices = pricesOf(today);
  if (prices.length === 0) return null;
  return (
    <>
      <div className={styles.caption}>
        <span>{t('my.prices')}</span>
        <span>{t('my.cheapToDear')}</span>
      </div>
      <div className={styles.key}>
        {prices.map(({ period, price }) => (
          <div key={period}>
            <b>
              <i style={{ background: `var(--${period})` }} />
              {t(`periodShort.${period}`)}
            </b>
            {priceShort(price)}
          </div>
        ))}
      </div>
    </>
  );
}
