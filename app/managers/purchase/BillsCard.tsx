'use client';

import { yuanGrouped } from '../../format/money.ts';
import { Button } from '../../parts/Button.tsx';
import type { OfMonth } from '../../rpc/allocation-api.ts';
import { failureOf } from '../../rpc/client.ts';
import { takeBillBack } from '../../rpc/purchase-api.ts';
import type { PurchaseBill, PurchaseKind, PurchaseMonth } from '../../rpc/purchase-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { kWhText } from '../allocation/figures.ts';
import { ButtonLink } from '../ButtonLink.tsx';
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
  const takeBack = async (kind: PurchaseKind) => {
    try {
      await takeBillBack({ ...of, kind });
      onDone(t('purchase.taken'));
    } catch (error) {
      onDone(t(`failed.${failureOf(error)}`), true);
    }
  };
  return (
    <Card title={t('purchase.bills')} note={t('unit.yuan')}>
      <ul className={styles.bills}>
        {KINDS.map((kind) => {
          const bill = data.bills.find((one) => one.kind === kind && one.state !== 'taken') ?? null;
          return (
            <li key={kind}>
              <p>
                {t(`purchase.kind.${kind}`)} <BillState bill={bill} />
                {bill === null ? null : <b>{yuanGrouped(bill.yuan)}</b>}
              </p>
              {bill === null ? null : <Parts bill={bill} />}
              <p className={styles.acts}>
                {data.frozen && bill === null ? null : (
                  <ButtonLink href={`${here}&bill=${kind}`} primary={bill?.state === 'open' || (bill === null && kind === 'grid')}>
                    {t(bill === null ? 'purchase.enter' : 'purchase.change')}
                  </ButtonLink>
                )}
                {bill === null || data.frozen ? null : <Button onPress={() => void takeBack(kind)}>{t('purchase.takeBack')}</Button>}
              </p>
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

function Parts({ bill }: { readonly bill: PurchaseBill }) {
  const t = useWords();
  const part = (name: string, value: string) => (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
  return (
    <>
      <dl className={styles.parts}>
        {part(t('purchase.used'), `${kWhText(bill.usedWh)} kWh`)}
        {part(t('purchase.energy'), yuanGrouped(bill.energyYuan))}
        {bill.kind === 'pv' ? null : part(t('purchase.capacity'), yuanGrouped(bill.capacityYuan))}
        {bill.kind === 'pv' ? null : part(t('purchase.powerFactor'), yuanGrouped(bill.powerFactorYuan))}
      </dl>
      <p className={styles.none}>
        {[
          t('purchase.numbered', { number: bill.number, revision: bill.revision }),
          ...(bill.doubts === 0 ? [] : [t('purchase.doubtCount', { n: bill.doubts })]),
          ...(bill.acceptedFor === null ? [] : [t('purchase.acceptedFor', { reason: bill.acceptedFor })]),
        ].join(' · ')}
      </p>
    </>
  );
}
