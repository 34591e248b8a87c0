'use client';

import { Fragment, useState } from 'react';
import { fen, fenFromYuan, yuanFromFen } from '#domain/units/money.ts';
import { yuanGrouped } from '../../format/money.ts';
import { dayOf } from '../../format/time.ts';
import type { BillLineShape, BillWhole } from '../../rpc/bills-shapes.ts';
import { LINE_KINDS } from '../../rpc/bills-shapes.ts';
import { type Translate, useNames, useWords } from '../../words/use-words.ts';
import styles from './BillSheet.module.css';
import { BillState } from './BillState.tsx';
import { lineName, milliText, numberText, openOf, priceText, rateText, unitText } from './bill-text.ts';
import { LineWhy, type WayTo } from './LineWhy.tsx';

interface Props {
  readonly park: string;
  readonly parkName: string;
  readonly zone: string;
  readonly bill: BillWhole;
  readonly wayTo: WayTo;
}

/** A bill as it is printed: who, when, every line with its tax, and behind each line why. */
export function BillSheet({ park, parkName, zone, bill, wayTo }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const fact = (name: string, value: string | null) =>
    value === null ? null : (
      <div>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    );
  return (
    <article className={styles.sheet}>
      <header className={styles.head}>
        <p>{parkName}</p>
        <h2>
          {t(`bills.title.${bill.kind}`)} <BillState state={bill.state} />
        </h2>
        <strong>
          {nameOf(bill.name)} <small>{bill.account}</small>
        </strong>
        <dl>
          {fact(t('bills.number'), bill.number === null ? t('bills.noNumber') : numberText(bill.number))}
          {fact(t('bills.period'), bill.month)}
          {fact(t('bills.issuedOn'), bill.issuedAt === null ? null : dayOf(bill.issuedAt, zone))}
          {fact(t('bills.dueOn'), bill.kind === 'bill' ? bill.dueOn : null)}
        </dl>
        {bill.reverses === null ? null : (
          <p>
            {t('bills.reverses', { number: numberText(bill.reverses) })} · {t('bills.reason', { reason: bill.reason })}
          </p>
        )}
      </header>
      <Lines park={park} bill={bill} wayTo={wayTo} />
      <Totals bill={bill} />
      <p className={styles.note}>{t('bills.disclaimer')}</p>
    </article>
  );
}

const COLUMNS = 8;

function Lines({ park, bill, wayTo }: Pick<Props, 'park' | 'bill' | 'wayTo'>) {
  const t = useWords();
  return (
    <table className={styles.lines}>
      <caption className="unseen">{t('bills.list')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('bills.item')}</th>
          <th scope="col">{t('bills.quantity')}</th>
          <th scope="col">{t('bills.price')}</th>
          <th scope="col">{t('bills.amount')}</th>
          <th scope="col">{t('bills.excl')}</th>
          <th scope="col">{t('bills.rate')}</th>
          <th scope="col">{t('bills.tax')}</th>
          <th scope="col">
            <span className="unseen">{t('bills.why')}</span>
          </th>
        </tr>
      </thead>
      {LINE_KINDS.map((kind) => {
        const own = bill.lines.filter((line) => line.kind === kind);
        return own.length === 0 ? null : (
          <tbody key={kind}>
            <tr data-group="">
              <th scope="rowgroup" colSpan={COLUMNS}>
                {t(`bills.group.${kind}`)}
              </th>
            </tr>
            {own.map((line, i) => (
              <Line key={line.line} park={park} bill={bill} wayTo={wayTo} line={line} tells={versionOf(line) !== versionOf(own[i - 1])} />
            ))}
          </tbody>
        );
      })}
    </table>
  );
}

const versionOf = (line: BillLineShape | undefined): string | null => (line?.version ? JSON.stringify(line.version) : null);

interface LineProps extends Pick<Props, 'park' | 'bill' | 'wayTo'> {
  readonly line: BillLineShape;
  /** The first of its tariff version: it tells which. */
  readonly tells: boolean;
}

function Line({ park, bill, wayTo, line, tells }: LineProps) {
  const t = useWords();
  const nameOf = useNames();
  const [open, setOpen] = useState(false);
  const name = lineName(line, t, nameOf);
  const notes = [
    resaleNote(line, t),
    line.reason === null ? null : `${t('bills.correctionOf', { month: line.month })} · ${t(`bills.correctionReason.${line.reason}`)}`,
    line.version === null || !tells ? null : t('bills.validFrom', { tariff: nameOf(line.version.tariff), from: line.version.validFrom }),
  ].filter((note) => note !== null);
  const opens = line.version !== null || (line.share !== null && line.share.of === undefined);
  return (
    <Fragment>
      <tr data-open={open}>
        <th scope="row">
          {line.period === null ? null : <i style={{ background: `var(--${line.period})` }} aria-hidden="true" />}
          {name}
          {notes.length === 0 ? null : <small>{notes.join(' · ')}</small>}
        </th>
        <td data-cell="quantity">{line.quantity === null ? '' : `${milliText(line.quantity)} ${unitText(line.unit)}`}</td>
        <td data-cell="price">{line.priceYuan === null ? '' : priceText(line.priceYuan)}</td>
        <td data-cell="amount">{yuanGrouped(line.amountYuan)}</td>
        <td data-cell="excl">{yuanGrouped(line.exclYuan)}</td>
        <td data-cell="rate">{rateText(line.taxRate)}</td>
        <td data-cell="tax">{yuanGrouped(line.taxYuan)}</td>
        <td data-cell="why">
          {opens ? (
            <button type="button" aria-expanded={open} aria-label={t('bills.whyOf', { name })} onClick={() => setOpen(!open)}>
              {t('bills.why')}
            </button>
          ) : null}
        </td>
      </tr>
      {open ? (
        <tr data-why="">
          <td colSpan={COLUMNS}>
            <LineWhy of={{ park, id: bill.id }} line={line} wayTo={wayTo} />
          </td>
        </tr>
      ) : null}
    </Fragment>
  );
}

/** A share of the purchase bills says what it is a part of. */
const resaleNote = ({ share, quantity, amountYuan }: BillLineShape, t: Translate): string | null => {
  if (!share?.of) return null;
  const { wh, yuan, bills } = share.of;
  const all = { yuan: yuanGrouped(yuan), amount: yuanGrouped(amountYuan), bills: bills.join(', ') };
  return quantity === null
    ? t('bills.resale.whyMoney', all)
    : t('bills.resale.why', { ...all, own: milliText(quantity), wh: milliText(wh) });
};

function Totals({ bill }: { readonly bill: BillWhole }) {
  const t = useWords();
  const taken = yuanFromFen(fen((fenFromYuan(bill.totalYuan) ?? 0n) - (fenFromYuan(bill.toPostYuan) ?? 0n)));
  const line = (name: string, yuan: string, strong = false) => (
    <div data-strong={strong}>
      <dt>{name}</dt>
      <dd>{yuanGrouped(yuan)}</dd>
    </div>
  );
  return (
    <dl className={styles.totals}>
      {line(t('bills.excl'), bill.exclYuan)}
      {line(t('bills.tax'), bill.taxYuan)}
      {line(bill.kind === 'bill' ? t('bills.toPay') : t('bills.sum'), bill.totalYuan, true)}
      {bill.kind === 'statement' ? (
        <>
          {line(t('bills.taken'), taken)}
          {line(t('bills.toTake'), bill.toPostYuan)}
        </>
      ) : null}
      {bill.state === 'partlyPaid' ? (
        <>
          {line(t('bills.paidSoFar'), bill.paidYuan)}
          {line(t('bills.open'), yuanFromFen(openOf(bill)), true)}
        </>
      ) : null}
    </dl>
  );
}
