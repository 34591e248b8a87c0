import type { AlarmLine, BalanceLevel } from '#domain/board/board.ts';
import { useWords } from '../words/use-words.ts';
import styles from './SeverityMark.module.css';

export type Severity = AlarmLine['severity'];

/** Critical a diamond, warning a triangle, info a ring: never told by colour alone. */
export function SeverityMark({ severity }: { readonly severity: Severity }) {
  const t = useWords();
  return (
    <svg className={styles.mark} viewBox="0 0 20 20" role="img" aria-label={t(`severity.${severity}`)}>
      {SHAPES[severity]}
    </svg>
  );
}

export const severityOfLevel = (level: BalanceLevel): Severity | null => SEVERITY_OF_LEVEL[level];

const SEVERITY_OF_LEVEL: Readonly<Record<BalanceLevel, Severity | null>> = {
  ok: null,
  alarm1: 'info',
  alarm2: 'warning',
  exhausted: 'critical',
};

const DARK_ON_WARN = '#0d1217';

const SHAPES = {
  critical: (
    <>
      <path d="M10 .6 19.4 10 10 19.4.6 10Z" fill="var(--crit)" />
      <path d="M10 5v6" stroke="var(--surface-0)" strokeWidth="2.2" />
      <circle cx="10" cy="14" r="1.4" fill="var(--surface-0)" />
    </>
  ),
  warning: (
    <>
      <path d="M10 1.8 19 17.6H1Z" fill="var(--warn)" stroke="var(--warn-edge)" strokeWidth="1.4" strokeLinejoin="round" />
      <path d="M10 7v5" stroke={DARK_ON_WARN} strokeWidth="2" />
      <circle cx="10" cy="14.8" r="1.2" fill={DARK_ON_WARN} />
    </>
  ),
  info: (
    <>
      <circle cx="10" cy="10" r="8.6" fill="none" stroke="var(--info)" strokeWidth="2" />
      <path d="M10 9v5.4" stroke="var(--info)" strokeWidth="2.2" />
      <circle cx="10" cy="6" r="1.4" fill="var(--info)" />
    </>
  ),
} satisfies Record<Severity, unknown>;
