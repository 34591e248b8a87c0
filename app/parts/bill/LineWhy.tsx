'use client';

import Link from 'next/link';
import type { ShareStepText } from '#domain/allocation/share.ts';
import { exact, fen, roundToFen, yuanFromFen } from '#domain/units/money.ts';
import { exactOf, fenOf, yuanGrouped } from '../../format/money.ts';
import { daysWay, type Way } from '../../my/why/way.ts';
import { askWhy, type OfBill } from '../../rpc/bills-api.ts';
import type { BillLineShape, LineWhy as Why, WhyDay } from '../../rpc/bills-shapes.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Bone } from '../Bone.tsx';
import { Failed } from '../Failed.tsx';
import { milliText, plainExact, priceText, unitText } from './bill-text.ts';
import { TierWhy } from './TierWhy.tsx';
import styles from './Why.module.css';

/** Where an amount of the account opens to its quarters of an hour, registers and messages. */
export type WayTo = (way: Way) => string;

/** What a line stands on: its days by meter, each with the way down to its readings, or the steps of its share. */
export function LineWhy({ of, line, wayTo }: { readonly of: OfBill; readonly line: BillLineShape; readonly wayTo: WayTo }) {
  const t = useWords();
  const query = useQuery(`why ${of.park} ${of.id} ${line.line}`, (signal) => askWhy({ ...of, line: line.line }, signal));
  if (query.type === 'loading') return <Bone height="6em" />;
  if (query.type === 'failed') return <Failed failure={query.failure} again={query.again} />;
  const { days, share, tier } = query.data;
  if (share !== null) return <Shares share={share} />;
  if (tier !== null) return <TierWhy line={line} tier={tier} wayTo={wayTo} />;
  if (days.length === 0) return <p className={styles.note}>{t('bills.noWhy')}</p>;
  return <Days line={line} days={days} wayTo={wayTo} />;
}

function Days({ line, days, wayTo }: { readonly line: BillLineShape; readonly days: readonly WhyDay[]; readonly wayTo: WayTo }) {
  const t = useWords();
  const wh = days.reduce((sum, { quantity }) => sum + BigInt(quantity), 0n);
  const charge = exact(days.reduce((sum, { chargeYuan }) => sum + (chargeYuan === null ? 0n : exactOf(chargeYuan)), 0n));
  return (
    <div className={styles.why}>
      {line.kind === 'correction' ? <p>{t('bills.wholeBefore')}</p> : null}
      <table className={styles.days}>
        <thead>
          <tr>
            <th scope="col">{t('bills.day')}</th>
            <th scope="col">{t('bills.meter')}</th>
            <th scope="col">{t('bills.slots')}</th>
            <th scope="col">{unitText(line.unit)}</th>
            <th scope="col">{t('bills.exact')}</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, point, quantity, slots, refined, chargeYuan }) => (
            <tr key={`${day} ${point}`}>
              <th scope="row">
                <Link href={wayTo({ ...daysWay(day, day), point, period: line.period })}>{day}</Link>
              </th>
              <td>{point}</td>
              <td>
                {slots}
                {refined === 0 ? null : <small> {`${t('bills.refined')} ${refined}`}</small>}
              </td>
              <td>{milliText(String(quantity))}</td>
              <td>{chargeYuan === null ? '–' : plainExact(chargeYuan)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t('bills.daySum', { n: new Set(days.map(({ day }) => day)).size })}
            </th>
            <td>{milliText(wh.toString())}</td>
            <td>
              {line.priceYuan === null ? '' : `× ${priceText(line.priceYuan)} = `}
              {yuanGrouped(yuanFromFen(fen(roundToFen(charge))))}
            </td>
          </tr>
        </tfoot>
      </table>
      <p className={styles.note}>{t('bills.rounded')}</p>
    </div>
  );
}

function Shares({ share }: { readonly share: NonNullable<Why['share']> }) {
  const t = useWords();
  return (
    <div className={styles.why}>
      {share.left === null ? null : (
        <p>
          <b>{t('allocation.remainder')}</b> {yuanGrouped(share.left.energyYuan)} − {yuanGrouped(share.left.ownYuan)}
          {fenOf(share.left.vacantYuan) === 0n ? '' : ` − ${yuanGrouped(share.left.vacantYuan)}`} = {yuanGrouped(share.left.leftYuan)}{' '}
          <small>{t('bills.leftOf')}</small>
        </p>
      )}
      <Steps name={t('bills.shareEnergy')} steps={share.energySteps} unit="kWh" />
      <Steps name={t('bills.shareMoney')} steps={share.moneySteps} unit={t('unit.yuan')} />
    </div>
  );
}

/** Energy by the Wh, money by the fen: whole, times its weight of all weights, and the rest by largest remainder. */
function Steps({ name, steps, unit }: { readonly name: string; readonly steps: readonly ShareStepText[] | null; readonly unit: string }) {
  const t = useWords();
  if (steps === null) return null;
  const shown = (whole: string): string => (unit === 'kWh' ? milliText(whole) : yuanGrouped(yuanFromFen(fen(BigInt(whole)))));
  return (
    <ol>
      {steps.map(({ basis, of, weight, weights, floor, extra }) => (
        <li key={`${basis} ${of} ${weights}`}>
          <b>{name}</b> {shown(of)} × {weight} / {weights} <small>{t(`allocation.basis.${basis}`)}</small> = {shown(floor)}
          {extra ? ` + ${shown('1')}` : ''} {unit}
        </li>
      ))}
    </ol>
  );
}
