import { useWords } from '../words/use-words.ts';
import site from './Site.module.css';
import styles from './SiteKey.module.css';
import { STEP_W_PER_M2, STEPS } from './site-loads.ts';

const ALL = Array.from({ length: STEPS }, (_, i) => i + 1);

/** The key: the load scale, and what the marks mean. */
export function SiteKey({ id, isWall }: { readonly id: string; readonly isWall: boolean }) {
  const t = useWords();
  return (
    <div className={styles.key} {...(isWall ? { 'data-wall': '' } : {})}>
      <span className={styles.scaleName}>
        {t('site.density')} <small>W/m²</small>
      </span>
      <span className={styles.steps}>
        {ALL.map((step) => (
          <span key={step}>
            <i style={{ background: `var(--load-${step})` }} />
            {(step - 1) * STEP_W_PER_M2}
          </span>
        ))}
      </span>
      <span className={styles.marksKey}>
        <span>
          <svg viewBox="0 0 22 14" aria-hidden="true">
            <rect width="22" height="14" fill="var(--load-2)" />
            <rect width="22" height="14" fill={`url(#${id}-public)`} />
          </svg>
          {t('site.public')}
        </span>
        <span>
          <svg viewBox="0 0 22 14" aria-hidden="true">
            <rect x="1" y="1" width="20" height="12" className={site.off} strokeWidth="2" />
          </svg>
          {t('site.off')}
        </span>
        <span>
          <svg viewBox="0 0 22 14" aria-hidden="true">
            <rect width="22" height="14" fill="var(--load-off)" />
            <rect width="22" height="14" fill={`url(#${id}-offline)`} />
          </svg>
          {t('site.offline')}
        </span>
        <span>
          <svg viewBox="0 0 24 14" aria-hidden="true">
            <path d="M0 7h24" className={site.flow} strokeWidth="3" strokeDasharray="6 4" />
          </svg>
          {t('site.flow')}
        </span>
      </span>
    </div>
  );
}
