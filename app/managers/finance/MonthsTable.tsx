'use client';

import { fenOf, yuanGrouped } from '../../format/money.ts';
import { percent } from '../../format/quantity.ts';
import { dayOf } from '../../format/time.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import type { BooksMonth } from '../../rpc/finance-api.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './Finance.module.css';

interface Props {
  readonly months: readonly BooksMonth[];
  readonly chosen: string;
  readonly zone: string;
  readonly hrefOf: (month: string) => string;
}

/** Of a year, on a phone. */
const PHONE_MONTHS = 6;

const billsOf = ({ drafts, checked, issued }: BooksMonth): number => drafts + checked + issued;

/** Months down, what was done across: run, issued, paid, closed. */
export function MonthsTable({ months, chosen, zone, hrefOf }: Props) {
  const t = useWords();
  const run = (month: BooksMonth) => (
    <span className={styles.mark} data-state={month.run === 'finished' ? 'done' : month.run === 'running' ? 'under' : 'open'}>
      {t(`finance.run.${month.run}`)}
    </span>
  );
  const issued = (month: BooksMonth) => {
    const all = billsOf(month);
    if (month.notBilled) return <span className={styles.quiet}>{t('bills.state.notBilled')}</span>;
    if (all === 0) return <span className={styles.quiet}>–</span>;
    return (
      <span className={styles.mark} data-state={month.issued === all ? 'done' : month.issued === 0 ? 'open' : 'under'}>
        {month.issued} / {all}
      </span>
    );
  };
  const books = ({ closed, mayClose }: BooksMonth) => (
    <span className={styles.mark} data-state={closed ? 'done' : 'open'}>
      {closed ? t('finance.closedOn', { day: dayOf(closed.at, zone) }) : mayClose ? t('finance.ready') : t('finance.open')}
    </span>
  );
  const columns: readonly Column<BooksMonth>[] = [
    {
      key: 'month',
      head: t('finance.month'),
      cell: ({ month }) => <span className={month === chosen ? styles.chosen : undefined}>{month}</span>,
      phone: 'title',
    },
    { key: 'run', head: t('finance.runHead'), cell: run },
    { key: 'issued', head: t('finance.issued'), cell: issued, phone: 'note', unit: t('finance.issuedShort') },
    {
      key: 'billed',
      head: t('finance.billed'),
      cell: ({ billedYuan }) => yuanGrouped(billedYuan),
      figure: true,
      phone: 'value',
      unit: t('unit.yuan'),
    },
    { key: 'paid', head: t('finance.paid'), cell: ({ paidYuan }) => yuanGrouped(paidYuan), figure: true },
    { key: 'rate', head: t('finance.rate'), cell: ({ billedYuan, paidYuan }) => rateText(paidYuan, billedYuan), figure: true },
    { key: 'books', head: t('finance.books'), cell: books, phone: 'end' },
  ];
  return (
    <DataTable
      label={t('nav.finance')}
      phoneRows={PHONE_MONTHS}
      columns={columns}
      rows={months}
      keyOf={({ month }) => month}
      hrefOf={({ month }) => hrefOf(month)}
    />
  );
}

/** Tenths of a percent from whole fen; a dash where nothing was billed. */
export const rateText = (paid: string, billed: string): string => {
  const all = fenOf(billed);
  return all <= 0n ? '–' : `${percent(Number((fenOf(paid) * 10_000n) / all) / 10_000, 1)} %`;
};
