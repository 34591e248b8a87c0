import type { AccountBoard, ParkDocument } from '#domain/board/board.ts';
import type { InstantMs, ParkDay } from '#domain/time/instant.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { type Quantity, quantity } from '#domain/units/quantity.ts';
import { ZONE } from './sample-park.ts';
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

/** Sample accruals made to fit what the account's board says of today, and what tiers add to them. */
export const fitted = <L extends Line>(key: string, lines: readonly L[], { account, now }: Fit) => {
  const first = lines[0]?.component;
  const counted = lines.filter(({ component }) => component === first);
  const today = (line: Pick<Line, 'day'>): boolean => account !== null && line.day === parkDayOf(now, ZONE);
  const more = share(
    counted.filter(today).map(({ quantity: own }) => own),
    account?.todayWh ?? 0,
  );
  const days = new Map<ParkDay, Quantity>();
  for (const line of counted) days.set(line.day, quantity((days.get(line.day) ?? 0) + Math.round(line.quantity * more)));
  const tiers = sampleTiers(key, days);
  const ofTiers = tiers.filter(today).reduce((sum, { chargeYuan }) => sum + Number(chargeYuan), 0);
  const charges = lines.filter(today).map(({ chargeYuan }) => Number(chargeYuan));
  const dearer = share(charges, Number(account?.todayYuan ?? 0) - ofTiers / CLOSED_SHARE);
  return {
    lines: lines.map((line) => ({
      ...line,
      quantity: Math.round(line.quantity * more),
      chargeYuan: (Number(line.chargeYuan) * dearer).toFixed(11),
    })),
    tiers,
  };
};

interface Fit {
  readonly account: AccountBoard | null;
  readonly now: InstantMs;
}

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
