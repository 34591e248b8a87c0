'use client';

import { AgeText } from '../../../parts/AgeText.tsx';
import { Button } from '../../../parts/Button.tsx';
import type { TemplateRevision } from '../../../rpc/papers-shapes.ts';
import { useWords } from '../../../words/use-words.ts';
import { Card } from '../../Card.tsx';
import styles from './RevisionsCard.module.css';

interface Props {
  readonly revisions: readonly TemplateRevision[];
  readonly inForce: number;
  readonly busy: boolean;
  readonly restore: (revision: number) => void;
}

/** Revisions in sight; the older ones scroll. */
export function RevisionsCard({ revisions, inForce, busy, restore }: Props) {
  const t = useWords();
  return (
    <Card title={t('papers.history')} note={t('papers.revisions', { n: revisions.length })} folds>
      <p className={styles.note}>{revisions.length === 0 ? t('papers.historyNone') : t('papers.historyNote')}</p>
      {revisions.length === 0 ? null : (
        <ol className={styles.revisions}>
          {revisions.map(({ revision, savedAt, savedBy }) => (
            <li key={revision}>
              <span>
                {t('papers.revision', { revision })}
                <small>
                  {savedBy} · <AgeText at={savedAt} />
                </small>
              </span>
              {revision === inForce ? (
                <em>{t('papers.inForce')}</em>
              ) : (
                <Button disabled={busy} onPress={() => restore(revision)}>
                  {t('papers.restore')}
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
