import type { ParkBoard } from '#domain/board/board.ts';
import { priceShort } from '../format/money.ts';
import { timeText } from '../format/time.ts';
import { useWords } from '../words/use-words.ts';
import styles from './PriceNow.module.css';

interface Props {
  readonly price: NonNullable<ParkBoard['price']>;
  readonly zone: string;
}

/** The period that runs, its price, and what comes next. */
export function PriceNow({ price, zone }: Props) {
  const t = useWords();
  return (
    <span className={styles.price}>
      <i style={{ background: `var(--${price.period})` }} />
      <b>{t(`period.${price.period}`)}</b>
      <b>{priceShort(price.yuan)}</b> {t('unit.yuanPerKWh')}
      <span className={styles.next}>
        {t('price.next', { time: timeText(price.nextAt, zone), period: t(`period.${price.nextPeriod}`) })}
      </span>
    </span>
  );
}
