import { grouped, percent } from '../format/quantity.ts';
import type { QualityLine } from '../rpc/shapes.ts';
import { useWords } from '../words/use-words.ts';
import styles from './MeterQuality.module.css';

interface Props {
  /** Null: not asked, or nothing expected of the meter. */
  readonly quality: QualityLine | null;
}

/** Quarters of an hour that rest on readings, of those expected; null where none were. */
export const readShare = (quality: QualityLine | null): number | null =>
  quality === null || quality.expected === 0 ? null : (quality.measured + quality.interpolated) / quality.expected;

const PARTS = ['measured', 'interpolated', 'estimated', 'missing'] as const;

/** How well a meter was read over the last days: a figure, and a bar of its parts. */
export function MeterQuality({ quality }: Props) {
  const t = useWords();
  const share = readShare(quality);
  if (quality === null || share === null) return <span className={styles.quiet}>–</span>;
  const said = PARTS.map((part) => `${t(`meter.state.${part}`)} ${grouped(quality[part])}`).join(' · ');
  return (
    <span className={styles.quality} title={said}>
      <span className={styles.bar} aria-hidden="true">
        {PARTS.map((part) => (
          <i key={part} data-part={part} style={{ flexGrow: quality[part] / quality.expected }} />
        ))}
      </span>
      {percent(share)} %
    </span>
  );
}

/** Stretches that no reading covers: how many, of the newest twenty. */
export function MeterGaps({ quality }: Props) {
  if (quality === null || quality.gaps.length === 0) return <span className={styles.quiet}>–</span>;
  return <span>{quality.gaps.length >= GAPS_MAX ? `${GAPS_MAX}+` : quality.gaps.length}</span>;
}

const GAPS_MAX = 20;
