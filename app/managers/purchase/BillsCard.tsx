'use client';

import Link from 'next/link';
import { yuanGrouped } from '../../format/money.ts';
import type { OfMonth } from '../../rpc/allocation-api.ts';
import { failureOf } from '../../rpc/client.ts';
import { takeBillBack } from '../../rpc/purchase-api.ts';
import type { PurchaseBill, PurchaseKind, PurchaseMonth } from '../../rpc/purchase-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { kWhText } from '../allocation/figures.ts';
import { Card } from '../Card.tsx';
import styles from './Purchase.module.css';

interface Props {
  readonly of: OfMonth;
  readonly data: PurchaseMonth;
  readonly here: string;
  readonly onDone: (text: string, refused?: boolean) => void;
}

const KINDS: readonly PurchaseKind[] = ['grid', 'pv'];

/** The month's bills: whether they add up, what they come to. */
export function BillsCard({ of, data, here, onDone }: Props) {
  const t = useWords();
  return (
    <Card title={t('purchase.bills')} note={t('unit.yuan')}>
      <ul className={styles.rows}>
        {KINDS.map((kind) => {
          const bill = data.bills.find((one) => one.kind === kind && one.state !== 'taken') ?? null;
          return (
            <li key={kind}>
              <span>
                {t(`purchase.kind.${kind}`)} <BillState bill={bill} />
                {bill === null ? null : <small>{t('purchase.numbered', { number: bill.number, revision: bill.revision })}</small>}
              </span>
              <b>{bill === null ? '–' : yuanGrouped(bill.yuan)}</b>
              {data.frozen && bill === null ? null : (
                <Link href={`${here}&bill=${kind}`} prefetch={false}>
                  {t(bill === null ? 'purchase.enter' : 'purchase.change')}
                </Link>
              )}
              {bill === null ? null : <Parts of={of} bill={bill} frozen={data.frozen} onDone={onDone} />}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

export function BillState({ bill }: { readonly bill: Pick<PurchaseBill, 'state'> | null }) {
  const t = useWords();
  if (bill === null || bill.state === 'taken') return <small className={styles.state}>{t('purchase.none')}</small>;
  return (
    <small className={styles.state} data-state={bill.state}>
      {t(`purchase.state.${bill.state}`)}
    </small>
  );
}

interface PartsProps {
  readonly of: OfMonth;
  readonly bill: PurchaseBill;
  readonly frozen: boolean;
  readonly onDone: Props['onDone'];
}

function Parts({ of, bill, frozen, onDone }: PartsProps) {
  const t = useWords();
  const takeBack = async () => {
    try {
      await takeBillBack({ ...of, kind: bill.kind });
      onDone(t('purchase.taken'));
    } catch (error) {
      onDone(t(`failed.${failureOf(error)}`), true);
    }
  };
  return (
    <div className={styles.parts}>
      <span>
        {t('purchase.used')} {kWhText(bill.usedWh)} kWh
      </span>
      <span>
        {t('purchase.energy')} {yuanGrouped(bill.energyYuan)}
      </span>
      {bill.kind === 'pv' ? null : (
        <>
          <span>
            {t('purchase.capacity')} {yuanGrouped(bill.capacityYuan)}
          </span>
          <span>
            {t('purchase.powerFactor')} {yuanGrouped(bill.powerFactorYuan)}
          </span>
        </>
      )}
      {bill.doubts === 0 ? null : <span>{t('purchase.doubtCount', { n: bill.doubts })}</span>}
      {bill.acceptedFor === null ? null : <span>{t('purchase.acceptedFor', { reason: bill.acceptedFor })}</span>}
      {frozen ? null : (
        <button type="button" onClick={() => void takeBack()}>
          {t('purchase.takeBack')}
        </button>
      )}
    </div>
  );
}
