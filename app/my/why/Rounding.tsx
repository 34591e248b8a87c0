import { exactText } from '../../format/exact.ts';
import { yuanGrouped } from '../../format/money.ts';
import type { Charges } from '../../rpc/explain-api.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './Rounding.module.css';

interface Props {
  readonly rounding: Charges['rounding'];
  readonly note: string;
}

/** The amount, and the one place where digits of it were lost. */
export function Rounding({ rounding, note }: Props) {
  const t = useWords();
  return (
    <section className={styles.sum}>
      <p className={styles.hero}>
        ¥<b>{yuanGrouped(rounding.yuan)}</b>
      </p>
      <dl>
        <div>
          <dt>{t('why.exact')}</dt>
          <dd>{exactText(rounding.exactYuan)}</dd>
        </div>
        <div>
          <dt>{t('why.rounded')}</dt>
          <dd>{yuanGrouped(rounding.yuan)}</dd>
        </div>
      </dl>
      <p className={styles.note}>
        {note} · {t('why.lost', { yuan: exactText(rounding.lostYuan) })}
      </p>
    </section>
  );
}
