'use client';

import { type KeyboardEvent, useState } from 'react';
import { yuanGrouped } from '../../format/money.ts';
import { Notice } from '../../parts/Notice.tsx';
import { SearchField } from '../../parts/SearchField.tsx';
import type { AccountLine } from '../../rpc/shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { AccountName, Level } from '../AccountCells.tsx';
import { Card } from '../Card.tsx';
import styles from './AccountFinder.module.css';

interface Props {
  readonly accounts: readonly AccountLine[];
  readonly choose: (code: string) => void;
}

/** What a screen holds without scrolling; a word more finds the rest. */
const SHOWN_MAX = 8;
const GRAVITY = ['exhausted', 'alarm2', 'alarm1', 'ok'];

/** Who pays: by name, code or room. Without a word, who is short of money. Enter takes the first. */
export function AccountFinder({ accounts, choose }: Props) {
  const t = useWords();
  const [search, setSearch] = useState('');
  const found = accounts.filter((account) => matches(account, search)).toSorted(byGravity);
  const shown = found.slice(0, SHOWN_MAX);
  const first = shown[0];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && search.trim() !== '' && first && event.target instanceof HTMLInputElement) choose(first.code);
  };
  return (
    <Card title={t('counter.who')} note={search.trim() === '' ? t('counter.whoShort') : t('counter.found', { n: found.length })}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in the field takes the first line, which is a button itself */}
      <div className={styles.find} onKeyDown={onKeyDown}>
        <SearchField label={t('counter.search')} text={search} search={setSearch} />
      </div>
      {shown.length === 0 ? <Notice title={t('nothingFound')} text={t('counter.searchNext')} /> : null}
      <ul className={styles.list}>
        {shown.map((account) => (
          <li key={account.code}>
            <button type="button" onClick={() => choose(account.code)}>
              <AccountName account={account} />
              <span className={styles.room}>{account.space ?? ''}</span>
              <span className={styles.level}>
                <Level account={account} />
              </span>
              <b data-owes={account.kind === 'prepaid' && account.available.startsWith('-')}>{yuanGrouped(account.available)}</b>
            </button>
          </li>
        ))}
      </ul>
      {found.length > shown.length ? <p className={styles.more}>{t('counter.moreFound', { n: found.length - shown.length })}</p> : null}
    </Card>
  );
}

const matches = ({ code, name, space }: AccountLine, search: string): boolean =>
  [code, name.zh, name.en, space ?? ''].some((text) => text.toLowerCase().includes(search.trim().toLowerCase()));

const byGravity = (a: AccountLine, b: AccountLine): number =>
  GRAVITY.indexOf(a.level) - GRAVITY.indexOf(b.level) || (a.code < b.code ? -1 : 1);
