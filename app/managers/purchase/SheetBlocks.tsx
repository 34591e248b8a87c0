'use client';

import type { BillSheet } from '#domain/purchase/bill-sheet.ts';
import { PERIODS } from '../../format/periods.ts';
import type { JudgedBill, PurchaseKind } from '../../rpc/purchase-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { FormField } from '../quarantine/FormField.tsx';
import styles from './BillEntry.module.css';
import { EMPTY_LINE, EMPTY_METER, EMPTY_SECTION, marksOf, type Place } from './edit-sheet.ts';
import { SheetTable } from './SheetTable.tsx';

interface Props {
  readonly kind: PurchaseKind;
  readonly sheet: BillSheet;
  readonly marks: Pick<JudgedBill, 'faults' | 'doubts' | 'subtotalRows'>;
  readonly change: (sheet: BillSheet) => void;
}

const HEADER = {
  number: 'number',
  total: 'printedTotal',
  standard: 'standard',
  powerFactor: 'factor',
  ratio: 'adjustRatio',
  base: 'base',
  adjustment: 'adjustment',
  baseOf: 'baseOf',
} as const;
const OF_PV = ['number', 'total'] as const;
const OF_GRID = ['number', 'total', 'standard', 'powerFactor', 'ratio', 'base', 'adjustment', 'baseOf'] as const;
const TEXT: ReadonlySet<string> = new Set(['number', 'baseOf']);
const CATEGORIES = ['市场化购电费', '上网环节线损费用', '输配电量电费', '系统运行费', '容（需）量电费', '政府性基金及附加', '目录电费'];
const OF_ROOF = ['光伏自用电费', '余电上网收入'];

/** A bill's blocks one below the other, in the order of the paper. */
export function SheetBlocks({ kind, sheet, marks, change }: Props) {
  const t = useWords();
  const at = (place: Place) => marksOf(marks, place, t);
  const head = at({ block: 'header', row: 0 });
  const number = (key: 'previous' | 'current' | 'ratio') => ({ key, word: t(`purchase.${key}`), numeric: true }) as const;
  const categories = kind === 'pv' ? OF_ROOF : CATEGORIES;
  return (
    <>
      <Card title={t('purchase.header')}>
        <div className={styles.fields}>
          {(kind === 'pv' ? OF_PV : OF_GRID).map((cell) => (
            <FormField
              key={cell}
              name={cell}
              label={t(`purchase.${HEADER[cell]}`)}
              value={sheet.header[cell]}
              change={(value) => change({ ...sheet, header: { ...sheet.header, [cell]: value } })}
              fault={head.get(cell) ?? null}
              {...(cell === 'baseOf' && { hint: t('purchase.baseOfHint') })}
              numeric={!TEXT.has(cell)}
            />
          ))}
        </div>
      </Card>
      {kind === 'pv' ? null : (
        <>
          <Card title={t('purchase.meters')}>
            <SheetTable
              label={t('purchase.meters')}
              columns={[
                { key: 'register', word: t('purchase.register') },
                number('previous'),
                number('current'),
                number('ratio'),
                { key: 'added', word: t('purchase.meterAdded'), numeric: true },
                { key: 'billed', word: t('purchase.billed'), numeric: true },
              ]}
              rows={sheet.meters}
              marksOf={(row) => at({ block: 'meters', row })}
              brief={({ register, previous, current, ratio, billed }) => ({
                title: register,
                note: `${previous} → ${current} × ${ratio}`,
                value: billed,
              })}
              empty={EMPTY_METER}
              change={(meters) => change({ ...sheet, meters })}
            />
          </Card>
          <Card title={t('purchase.sections')} note={t('purchase.sectionsHint')}>
            <SheetTable
              label={t('purchase.sections')}
              columns={[
                { key: 'code', word: t('purchase.section') },
                { key: 'used', word: t('purchase.sectionUsed'), numeric: true },
                { key: 'subtotal', word: t('purchase.subtotal'), numeric: true },
              ]}
              rows={sheet.sections}
              marksOf={(row) => at({ block: 'sections', row })}
              brief={({ code, used, subtotal }) => ({ title: code, note: `${used} kWh`, value: subtotal })}
              empty={EMPTY_SECTION}
              change={(sections) => change({ ...sheet, sections })}
            />
          </Card>
        </>
      )}
      <Card title={t('purchase.lines')}>
        <datalist id="purchase-categories">
          {categories.map((category) => (
            <option key={category} value={category} />
          ))}
        </datalist>
        <SheetTable
          label={t('purchase.lines')}
          columns={[
            { key: 'category', word: t('purchase.category'), list: 'purchase-categories', wide: 1.5 },
            { key: 'name', word: t('purchase.item'), wide: 2 },
            {
              key: 'period',
              word: t('purchase.period'),
              wide: 0.8,
              choices: [['', '–'], ...PERIODS.toReversed().map((period) => [period, t(`period.${period}`)] as const)],
            },
            { key: 'quantity', word: t('purchase.quantity'), numeric: true },
            { key: 'price', word: t('purchase.price'), numeric: true },
            { key: 'amount', word: t('purchase.amount'), numeric: true },
          ]}
          rows={sheet.lines}
          marksOf={(row) => at({ block: 'lines', row })}
          noteOf={(row) => (marks.subtotalRows.includes(row) ? t('purchase.isSubtotal') : null)}
          brief={({ category, name, period, quantity, price, amount }) => ({
            title: name === '' ? category : name,
            note: [period, [quantity, price].filter((cell) => cell !== '').join(' × ')].filter((cell) => cell !== '').join(' · '),
            value: amount,
          })}
          empty={EMPTY_LINE}
          change={(lines) => change({ ...sheet, lines })}
        />
      </Card>
    </>
  );
}
