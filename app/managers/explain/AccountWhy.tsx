'use client';

import { useBoard } from '../../live/use-board.ts';
import { Opened } from '../../my/why/Opened.tsx';
import { useNames, useWords } from '../../words/use-words.ts';
import { PageHead } from '../PageHead.tsx';
import styles from './AccountWhy.module.css';

interface Props {
  readonly park: string;
  readonly code: string;
}

/** An account's amount, opened for those who run the park. */
export function AccountWhy({ park, code }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const name = useBoard({ type: 'account', park, account: code }, (state) => (state.type === 'shown' ? state.data.name : null));
  return (
    <article className={styles.page}>
      <PageHead
        title={t('why.title')}
        note={name === null ? code : `${nameOf(name)} · ${code}`}
        up={{ href: `/parks/${encodeURIComponent(park)}/accounts/${encodeURIComponent(code)}`, word: t('nav.accounts') }}
      />
      <Opened park={park} code={code} />
    </article>
  );
}
