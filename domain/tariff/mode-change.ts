import type { ParkDay } from '../time/instant.ts';
import { addDays, monthOf, type ParkMonth, parkDay } from '../time/park-day.ts';
import { dayKindsOf } from './calendar.ts';
import { SEALED_DAYS_MIN } from './suspension.ts';
import type { Calendar } from './tariff.ts';

/** What a two-part customer may ask the grid company for (发改办价格〔2016〕1583号, DOMAIN 2.3). */
export type TwoPartChange =
  /** Capacity to demand billing or back: 提前15个工作日, for the next quarter. */
  | 'mode'
  /** Another contract demand: 提前5个工作日, for the next month (reading cycle). */
  | 'contractDemand'
  /** 减容, 暂停: 提前5个工作日, from the day of sealing. */
  | 'suspension';

const NOTICE: Readonly<Record<TwoPartChange, number>> = { mode: 15, contractDemand: 5, suspension: 5 };

/** The first day a change asked for on `appliedOn` can hold: that many working days lie wholly between the two. */
export const earliestEffect = (change: TwoPartChange, appliedOn: ParkDay, calendar: Calendar): ParkDay => {
  let day = addDays(appliedOn, 1);
  for (let passed = 0; passed < NOTICE[change]; day = addDays(day, 1)) {
    if (dayKindsOf(day, calendar).includes('workday')) passed += 1;
  }
  if (change === 'suspension') return day;
  return firstFrom(day, change === 'mode' ? 3 : 1);
};

/** The first day at or after `day` that starts a stretch of so many months, counted from January. */
const firstFrom = (day: ParkDay, months: 1 | 3): ParkDay => {
  let month: ParkMonth = monthOf(day);
  for (;;) {
    const first = parkDay(`${month}-01`);
    if (first >= day && (Number(month.slice(5)) - 1) % months === 0) return first;
    month = monthOf(addDays(first, 31));
  }
};

/** The last day to ask for a change that is to hold from `effectOn`. */
export const latestApplication = (change: TwoPartChange, effectOn: ParkDay, calendar: Calendar): ParkDay => {
  let day = addDays(effectOn, -1);
  for (let passed = 0; passed < NOTICE[change]; day = addDays(day, -1)) {
    if (dayKindsOf(day, calendar).includes('workday')) passed += 1;
  }
  return day;
};

export type ChangeFault = 'TOO_LATE' | 'NOT_A_QUARTER' | 'NOT_A_MONTH' | 'TOO_SHORT';

export interface AskedChange {
  readonly change: TwoPartChange;
  readonly appliedOn: ParkDay;
  readonly effectOn: ParkDay;
  /** Of a suspension, exclusive; null where it has no end yet. */
  readonly until?: ParkDay | null;
}

/** Why the grid company would send an application back; empty where nothing speaks against it. */
export const changeFaults = ({ change, appliedOn, effectOn, until }: AskedChange, calendar: Calendar): readonly ChangeFault[] => {
  const faults: ChangeFault[] = [];
  if (appliedOn > latestApplication(change, effectOn, calendar)) faults.push('TOO_LATE');
  const isFirst = effectOn.endsWith('-01');
  if (change === 'mode' && !(isFirst && (Number(effectOn.slice(5, 7)) - 1) % 3 === 0)) faults.push('NOT_A_QUARTER');
  if (change === 'contractDemand' && !isFirst) faults.push('NOT_A_MONTH');
  const tooShort = until !== undefined && until !== null && until < addDays(effectOn, SEALED_DAYS_MIN);
  if (change === 'suspension' && tooShort) faults.push('TOO_SHORT');
  return faults;
};
