'use client';

import { AgeText } from '../../parts/AgeText.tsx';
import type { RulesVersion } from '../../rpc/allocation-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import styles from './Rules.module.css';

/** Revisions shown: the newest say what is in force. */
const SHOWN_MAX = 8;

/** What was saved before, newest first; of one month the last stands. */
export function VersionsCard({ versions }: { readonly versions: readonly RulesVersion[] }) {
  const t = useWords();
  if (versions.length === 0) return null;
  return (
    <Card title={t('allocation.versions')}>
      <ol className={styles.versions}>
        {versions.slice(0, SHOWN_MAX).map(({ validFrom, revision, savedAt }) => (
          <li key={`${validFrom} ${revision}`}>
            <span>{t('allocation.version', { month: validFrom, revision })}</span>
            <small>
              <AgeText at={savedAt} />
            </small>
          </li>
        ))}
      </ol>
    </Card>
  );
}
