import { kiloText } from '../../format/exact.ts';
import type { SlotPiece } from '../../rpc/explain-api.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './Edge.module.css';

interface Props {
  readonly name: string;
  readonly edge: SlotPiece['from'];
  readonly time: (at: number) => string;
  readonly unit: string;
}

/** The register at one edge, and how it is reckoned where no reading fell on it. */
export function Edge({ name, edge, time, unit }: Props) {
  const t = useWords();
  return (
    <div className={styles.edge}>
      <span>
        {name} <time>{time(edge.at)}</time>
      </span>
      <b>
        {kiloText(edge.register)} <small>{unit}</small>
      </b>
      <p>
        {edge.after === null ? t('why.onReading') : `${t('why.between')} ${time(edge.before)} – ${time(edge.after)}`}
        <code>{edge.formula}</code>
      </p>
    </div>
  );
}
