import type { AccountBoard, ParkDocument } from '#domain/board/board.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { type Quantity, quantity } from '#domain/units/quantity.ts';
import { ZONE } from './sample-day.ts';
import { sampleTiers } from './sample-tiers.ts';

/** The account of `park:code`. */
export const accountOf = (key: string, documentOf: (park: string) => ParkDocument): AccountBoard | null => {
  const [park = '', code = ''] = key.split(':');
  return documentOf(park).accounts[code] ?? null;
};

interface Line {
  readonly day: ParkDay;
  readonly component: string;
  readonly quantity: number;
  readonly chargeYuan: string;
}

/** Of what the account's board shows for today, this much lies in quarters that have ended. */
const CLOSED_SHARE = 0.985;

/** Sample accruals made to fit what the account's board says of the month and of today, and what tiers add to them. */
export const fitted = <L extends Line>(key: string, lines: readonly L[], { account, now }: Fit) => {
  if (account === null) return { lines, tiers: [] };
  const first = lines[0]?.component;
  const dayNow = parkDayOf(now, ZONE);
  const isToday = ({ day }: Pick<Line, 'day'>): boolean => day === dayNow;
  const isEarlier = ({ day }: Pick<Line, 'day'>): boolean => !isToday({ day }) && day.slice(0, 7) === dayNow.slice(0, 7);
  const counted = lines.filter(({ component }) => component === first);
  const more = closedShare(
    sumOf(counted.filter(isToday), ({ quantity: own }) => own),
    account.todayWh,
  );
  const earlier = Number(account.monthYuan) - Number(account.todayYuan);
  const before = sumOf(lines.filter(isEarlier), chargeOf);
  const earlierMore = before === 0 ? 1 : earlier / before;
  const moreOf = (line: L): number => (isToday(line) ? more : earlierMore);
  const days = new Map<ParkDay, Quantity>();
  for (const line of counted) days.set(line.day, quantity((days.get(line.day) ?? 0) + Math.round(line.quantity * moreOf(line))));
  const tiers = sampleTiers(key, days);
  const ofTiers = sumOf(tiers.filter(isToday), chargeOf);
  const dearer = closedShare(sumOf(lines.filter(isToday), chargeOf), Number(account.todayYuan) - ofTiers / CLOSED_SHARE);
  return {
    lines: lines.map((line) => ({
      ...line,
      quantity: Math.round(line.quantity * moreOf(line)),
      chargeYuan: (chargeOf(line) * (isToday(line) ? dearer : earlierMore)).toFixed(11),
    })),
    tiers,
  };
};

const chargeOf = ({ chargeYuan }: Pick<Line, 'chargeYuan'>): number => Number(chargeYuan);

const sumOf = <T>(parts: readonly T[], of: (part: T) => number): number => parts.reduce((sum, part) => sum + of(part), 0);

interface Fit {
  readonly account: AccountBoard | null;
  readonly now: InstantMs;
}

const closedShare = (drawn: number, whole: number): number => (drawn === 0 ? 1 : (whole * CLOSED_SHARE) / drawn);

interface Booking {
  readonly amountYuan: string;
  readonly balanceYuan: string;
}

/** Sample bookings, newest first, whose last balance is the one on the account's board. */
export const ledgerUpTo = <B extends Booking>(lines: readonly B[], account: AccountBoard | null): readonly B[] => {
  if (account === null) return lines;
  let balance = Number(account.ledger);
  return lines.map((line) => {
    const amount = Math.round(Math.min(Number(line.amountYuan), Math.max(balance, 0) * 0.6));
    const booked = { ...line, amountYuan: amount.toFixed(2), balanceYuan: balance.toFixed(2) };
    balance -= amount;
    return booked;
  });
};
