'use client';

import { useState } from 'react';
import { SECOND_MS } from '#domain/time/instant.ts';
import { Choice } from '../parts/Choice.tsx';
import { DataTable } from '../parts/DataTable.tsx';
import { ExportButton } from '../parts/ExportButton.tsx';
import { Failed } from '../parts/Failed.tsx';
import { Notice } from '../parts/Notice.tsx';
import { SearchField } from '../parts/SearchField.tsx';
import { TableBones } from '../parts/TableBones.tsx';
import { askAccounts } from '../rpc/api.ts';
import type { AccountLine } from '../rpc/shapes.ts';
import { useQuery } from '../rpc/use-query.ts';
import { useWords } from '../words/use-words.ts';
import { useAccountColumns } from './AccountColumns.tsx';
import { ColumnChoice } from './ColumnChoice.tsx';
import { ListPage } from './ListPage.tsx';
import { SelectField } from './SelectField.tsx';
import { useChosenColumns } from './use-chosen-columns.ts';
import { useRememberAccounts } from './use-remember-accounts.ts';

/** Balances move with every reading; a list that is read by people is fresh enough at ten seconds. */
const EVERY_MS = 10 * SECOND_MS;

const KINDS = ['prepaid', 'postpaid', 'supply'] as const;
const LEVELS = ['exhausted', 'alarm2', 'alarm1', 'ok'] as const;

/** Tenants and their balances. */
export function Accounts({ park }: { readonly park: string }) {
  const t = useWords();
  const [search, setSearch] = useState('');
  const [level, setLevel] = useState('');
  const [kind, setKind] = useState('');
  const query = useQuery(`accounts ${park}`, (signal) => askAccounts(park, signal), { everyMs: EVERY_MS });
  useRememberAccounts(park, query.type === 'ready' ? query.data : null);
  const columns = useChosenColumns('accounts', useAccountColumns());
  const accounts = query.type === 'ready' ? query.data : [];
  const rows = accounts.filter(
    (account) => matches(account, search) && (level === '' || account.level === level) && (kind === '' || account.kind === kind),
  );
  const choices = [
    { value: '', word: `${t('all')} ${accounts.length}` },
    ...LEVELS.map((value) => ({ value, word: `${t(`level.${value}`)} ${accounts.filter((account) => account.level === value).length}` })),
  ];
  return (
    <ListPage
      title={t('nav.accounts')}
      note={query.type === 'ready' && query.failed !== null ? t('failed.unreachable') : ''}
      tools={
        <>
          <Choice label={t('accounts.level')} chosen={level} choose={setLevel} choices={choices} />
          <SelectField
            label={t('accounts.kind')}
            chosen={kind}
            choose={setKind}
            choices={KINDS.map((value) => ({ value, word: t(`kind.${value}`) }))}
          />
          <SearchField label={t('accounts.search')} text={search} search={setSearch} />
          <ColumnChoice of={columns} />
          <ExportButton kind="accounts" query={{ park }} />
        </>
      }
    >
      {query.type === 'loading' ? <TableBones /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' && accounts.length === 0 ? <Notice title={t('accounts.none')} text={t('accounts.noneNext')} /> : null}
      {accounts.length > 0 && rows.length === 0 ? <Notice title={t('nothingFound')} /> : null}
      {rows.length > 0 ? (
        <DataTable
          label={t('nav.accounts')}
          columns={columns.shown}
          rows={rows}
          keyOf={keyOf}
          sorted={{ key: 'level', descending: false }}
          hrefOf={({ code }) => `/parks/${encodeURIComponent(park)}/accounts/${encodeURIComponent(code)}`}
        />
      ) : null}
    </ListPage>
  );
}

const keyOf = ({ code }: AccountLine): string => code;

const matches = ({ code, name, space }: AccountLine, search: string): boolean =>
  [code, name.zh, name.en, space ?? ''].some((text) => text.toLowerCase().includes(search.trim().toLowerCase()));
