import { fen, yuanFromFen } from '#domain/units/money.ts';
import { fenOf, yuanGrouped } from '../../format/money.ts';
import { percent } from '../../format/quantity.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './Verdict.module.css';

interface Props {
  /** > 0: the other costs less. */
  readonly savingYuan: string;
  readonly ofYuan: string;
  readonly note?: string;
  /** What makes the figure doubtful. */
  readonly doubt?: string | null;
}

/** The saving in one number, and its share of what was paid. */
export function Verdict({ savingYuan, ofYuan, note, doubt = null }: Props) {
  const t = useWords();
  const saving = fenOf(savingYuan);
  const of = fenOf(ofYuan);
  const size = yuanFromFen(fen(saving < 0n ? -saving : saving));
  const word = note ?? (saving > 0n ? t('whatIf.saved') : saving < 0n ? t('whatIf.dearer') : t('whatIf.same'));
  return (
    <section className={styles.verdict} data-better={saving > 0n}>
      <p>{word}</p>
      <p className={styles.figure}>
        ¥<b>{yuanGrouped(size)}</b>
        {of > 0n ? <small>{t('whatIf.ofNow', { percent: percent(Number(saving < 0n ? -saving : saving) / Number(of)) })}</small> : null}
      </p>
      {doubt === null ? null : <p className={styles.doubt}>{doubt}</p>}
    </section>
  );
}
