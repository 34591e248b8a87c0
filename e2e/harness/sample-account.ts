import type { AccountBoard, ParkDocument } from '#domain/board/board.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { ZONE } from './sample-park.ts';

/** The account of `park:code`. */
export const accountOf = (key: string, documentOf: (park: string) => ParkDocument): AccountBoard | null => {
  const [park = '', code = ''] = key.split(':');
  return documentOf(park).accounts[code] ?? null;
};

interface Line {
  readonly day: string;
  readonly component: string;
  readonly quantity: number;
  readonly chargeYuan: string;
}

/** Of what the account's board shows for today, this much lies in quarters that have ended. */
const CLOSED_SHARE = 0.985;

/** Sample accruals made to fit what the account's board says of today. */
export const fitted = <L extends Line>(lines: readonly L[], account: AccountBoard | null, now: InstantMs): readonly L[] => {
  if (account === null) return lines;
  const today = lines.filter(({ day }) => day === parkDayOf(now, ZONE));
  const quantities = today.filter(({ component }) => component === lines[0]?.component).map(({ quantity }) => quantity);
  const more = share(quantities, account.todayWh);
  const dearer = share(
    today.map(({ chargeYuan }) => Number(chargeYuan)),
    Number(account.todayYuan),
  );
  return lines.map((line) => ({
    ...line,
    quantity: Math.round(line.quantity * more),
    chargeYuan: (Number(line.chargeYuan) * dearer).toFixed(11),
  }));
};

const share = (parts: readonly number[], whole: number): number => {
  const sum = parts.reduce((total, part) => total + part, 0);
  return sum === 0 ? 1 : (whole * CLOSED_SHARE) / sum;
};

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
