import { useWords } from '../words/use-words.ts';
import styles from './LoadScale.module.css';

const STEPS = [1, 2, 3, 4, 5, 6, 7] as const;

/** The key of the load colours: 10 W/m² a step. */
export function LoadScale() {
  const t = useWords();
  return (
    <span className={styles.scale}>
      <span>{t('places.density')}</span>
      {STEPS.map((step) => (
        <span key={step} className={styles.step}>
          <i style={{ background: `var(--load-${step})` }} />
          {(step - 1) * 10}
        </span>
      ))}
      <span>W/m²</span>
    </span>
  );
}
