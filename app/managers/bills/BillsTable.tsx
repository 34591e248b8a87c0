'use client';

import { useMemo, useState } from 'react';
import { fenOf, yuanGrouped } from '../../format/money.ts';
import { inScale, KWH } from '../../format/quantity.ts';
import { Button } from '../../parts/Button.tsx';
import { BillState } from '../../parts/bill/BillState.tsx';
import { changeText } from '../../parts/bill/bill-text.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { SearchField } from '../../parts/SearchField.tsx';
import type { OfMonth } from '../../rpc/allocation-api.ts';
import { checkBills } from '../../rpc/bills-api.ts';
import type { BillMonthShape, BillRow } from '../../rpc/bills-shapes.ts';
import { BILL_STATES } from '../../rpc/bills-shapes.ts';
import { failureOf } from '../../rpc/client.ts';
import { useIsClerk } from '../../rpc/use-is-clerk.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import type { SaidThing } from '../Said.tsx';
import { SelectField } from '../SelectField.tsx';
import styles from './BillsTable.module.css';
import { actsOn, sumYuan } from './chosen.ts';
import { IssueSheet } from './IssueSheet.tsx';
import { useFaultText } from './use-fault-text.ts';

interface Props {
  readonly of: OfMonth;
  readonly rows: readonly BillRow[];
  readonly month: BillMonthShape;
  readonly root: string;
  readonly say: (said: SaidThing) => void;
  readonly again: () => void;
}

/** The bills of a month: searched, narrowed, chosen, checked and issued. */
export function BillsTable({ of, rows, month, root, say, again }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const [text, search] = useState('');
  const [state, narrow] = useState('');
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [issuing, issue] = useState<readonly BillRow[] | null>(null);
  const [busy, setBusy] = useState(false);
  const isClerk = useIsClerk(of.park);
  const columns = useColumns(chosen, choose).filter(({ key }) => !isClerk || key !== 'choose');
  const shown = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return rows.filter(
      (row) =>
        (state === '' || row.state === state) && (wanted === '' || `${row.account} ${nameOf(row.name)}`.toLowerCase().includes(wanted)),
    );
  }, [rows, text, state, nameOf]);
  const { toCheck, toIssue } = actsOn(rows, chosen);
  const check = async () => {
    setBusy(true);
    try {
      const { checked } = await checkBills({ ...of, ids: chosen.size === 0 ? null : toCheck.map(({ id }) => id) });
      say({ text: t('bills.checked', { n: checked }), refused: checked === 0 });
      choose(new Set());
      again();
    } catch (error) {
      say({ text: t(`failed.${failureOf(error)}`), refused: true });
    } finally {
      setBusy(false);
    }
  };
  const some = chosen.size > 0;
  return (
    <>
      <div className={styles.tools}>
        <SearchField label={t('bills.search')} text={text} search={search} />
        <SelectField
          label={t('bills.stateOf')}
          chosen={state}
          choose={narrow}
          choices={BILL_STATES.map((one) => ({ value: one, word: t(`bills.state.${one}`) }))}
        />
        {isClerk ? null : (
          <span className={styles.acts}>
            {some ? (
              <small>{t('bills.chosen', { n: chosen.size, yuan: yuanGrouped(sumYuan(rows.filter(({ id }) => chosen.has(id)))) })}</small>
            ) : null}
            <Button disabled={busy || toCheck.length === 0} onPress={() => void check()}>
              {some ? t('bills.check') : t('bills.checkAll')}
            </Button>
            <Button
              primary
              disabled={busy || toIssue.length === 0 || !month.over || !month.mayIssue || month.allocation === 'stopped'}
              onPress={() => issue(toIssue)}
            >
              {some ? t('bills.issue') : t('bills.issueAll')}
            </Button>
          </span>
        )}
      </div>
      <DataTable
        label={t('bills.list')}
        columns={columns}
        rows={shown}
        keyOf={({ id }) => id}
        hrefOf={({ id }) => `${root}/${id}`}
        sorted={{ key: 'total', descending: true }}
      />
      {issuing === null ? null : (
        <IssueSheet
          of={of}
          bills={issuing}
          all={!some}
          dueDays={month.dueDays}
          close={() => issue(null)}
          done={(said) => {
            issue(null);
            choose(new Set());
            say(said);
            again();
          }}
        />
      )}
    </>
  );
}

function useColumns(chosen: ReadonlySet<string>, choose: (ids: ReadonlySet<string>) => void): readonly Column<BillRow>[] {
  const t = useWords();
  const nameOf = useNames();
  const faultText = useFaultText();
  return useMemo(() => {
    const toggle = (id: string) => {
      const next = new Set(chosen);
      if (!next.delete(id)) next.add(id);
      choose(next);
    };
    const byFen = (pick: (row: BillRow) => string) => (a: BillRow, b: BillRow) => Number(fenOf(pick(a)) - fenOf(pick(b)));
    const faultsOf = (row: BillRow) => row.faults.map((fault) => faultText(fault)).join(t('allocation.comma'));
    return [
      {
        key: 'choose',
        head: '',
        phone: 'act',
        cell: (row) =>
          row.state === 'draft' || row.state === 'checked' ? (
            <label className={styles.choose}>
              <input
                type="checkbox"
                checked={chosen.has(row.id)}
                onChange={() => toggle(row.id)}
                aria-label={t('bills.choose', { name: nameOf(row.name) })}
              />
            </label>
          ) : null,
      },
      {
        key: 'name',
        head: t('bills.account'),
        phone: 'title',
        cell: (row) => nameOf(row.name),
        sort: (a, b) => nameOf(a.name).localeCompare(nameOf(b.name)),
      },
      { key: 'code', head: t('bills.code'), cell: ({ account }) => account, sort: (a, b) => (a.account < b.account ? -1 : 1) },
      { key: 'kind', head: t('bills.kindOf'), cell: ({ kind }) => t(`bills.kind.${kind}`), sort: (a, b) => a.kind.localeCompare(b.kind) },
      {
        key: 'state',
        head: t('bills.stateOf'),
        phone: 'end',
        cell: ({ state }) => <BillState state={state} />,
        sort: (a, b) => BILL_STATES.indexOf(a.state) - BILL_STATES.indexOf(b.state),
      },
      { key: 'wh', head: t('bills.used'), figure: true, cell: ({ usedWh }) => inScale(usedWh, KWH), sort: (a, b) => a.usedWh - b.usedWh },
      {
        key: 'total',
        head: t('bills.total'),
        figure: true,
        phone: 'value',
        unit: t('unit.yuan'),
        cell: ({ totalYuan }) => <b>{yuanGrouped(totalYuan)}</b>,
        sort: byFen(({ totalYuan }) => totalYuan),
      },
      {
        key: 'before',
        head: t('bills.before'),
        figure: true,
        cell: ({ beforeYuan }) => (beforeYuan === null ? '–' : yuanGrouped(beforeYuan)),
        sort: byFen(({ beforeYuan }) => beforeYuan ?? '0.00'),
      },
      {
        key: 'change',
        head: t('bills.change'),
        figure: true,
        cell: ({ totalYuan, beforeYuan }) => changeText(totalYuan, beforeYuan) ?? '–',
      },
      {
        key: 'faults',
        head: t('bills.faults'),
        phone: 'note',
        cell: (row) =>
          row.faults.length === 0 ? (
            <span className={styles.code}>{row.account}</span>
          ) : (
            <span className={styles.fault}>{faultsOf(row)}</span>
          ),
        sort: (a, b) => a.faults.length - b.faults.length,
      },
    ];
  }, [chosen, choose, t, nameOf, faultText]);
}
