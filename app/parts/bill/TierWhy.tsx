'use client';

import Link from 'next/link';
import { daysWay } from '../../my/why/way.ts';
import type { BillLineShape, WhyTier } from '../../rpc/bills-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { milliText, plainExact, unitText } from './bill-text.ts';
import type { WayTo } from './LineWhy.tsx';
import styles from './Why.module.css';

/** Where a tier begins and ends in its window, and what of each day lies in it. */
export function TierWhy({ line, tier, wayTo }: { readonly line: BillLineShape; readonly tier: WhyTier; readonly wayTo: WayTo }) {
  const t = useWords();
  const unit = unitText(line.unit);
  const words = { window: tier.window, from: milliText(String(tier.from)), unit };
  return (
    <div className={styles.why}>
      <p>{tier.to === null ? t('bills.tierFrom', words) : t('bills.tierBetween', { ...words, to: milliText(String(tier.to)) })}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('bills.day')}</th>
            <th scope="col">{t('bills.tierBefore')}</th>
            <th scope="col">{t('bills.tierUsed', { unit })}</th>
            <th scope="col">{t('bills.exact')}</th>
          </tr>
        </thead>
        <tbody>
          {tier.days.map(({ day, before, used, chargeYuan }) => (
            <tr key={day}>
              <th scope="row">
                <Link href={wayTo(daysWay(day, day))}>{day}</Link>
              </th>
              <td>{milliText(String(before))}</td>
              <td>{milliText(String(used))}</td>
              <td>{plainExact(chargeYuan)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>{t('bills.rounded')}</p>
    </div>
  );
}
