import { selectOpenShift } from '#db/ledger/shifts.ts';
import type { AccountBoard, ParkBoard } from '#domain/board/board.ts';
import { HOUR_MS, type InstantMs } from '#domain/time/instant.ts';
import { dayRange, parkDayOf } from '#domain/time/park-day.ts';
import { type Fen, fen, fenFromYuan } from '#domain/units/money.ts';
import type { Counter } from '../counter/act.ts';
import { topUp } from '../counter/acts.ts';
import { endShift, openShift } from '../counter/shift.ts';
import type { Log } from '../log.ts';
import { type Paid, topUpOf } from './habits.ts';

/** What tenants of a park see. */
export interface Seen {
  readonly park: Pick<ParkBoard, 'zone' | 'refolding'>;
  readonly accounts: Readonly<Record<string, Pick<AccountBoard, 'kind' | 'available' | 'ledger' | 'limits' | 'points'>>>;
}

/** The counter they pay at, and who of its park is of the demo: who was added since pays for himself. */
export interface DemoCounter extends Counter {
  readonly tenants: readonly string[];
  readonly log: Pick<Log, 'warn'>;
}

/** Of one look at one park: a dozen statements each, and the embedded database does one at a time. */
const TOP_UPS_MAX = 20;
const FLOAT = fen(50_000n);
const COUNTER_HOURS = { from: 8, to: 18 } as const;

interface Wanted extends Paid {
  readonly account: string;
  readonly key: string;
}

/**
 * Takes what the tenants of a park bring to its counter now; returns how many paid. Each by the counter's own act, with its checks, receipt and audit.
 * While late readings wait to be folded in nobody knows what is left, and nobody pays. The key is the wallet as it was seen: a board that has
 * not heard of a top-up yet brings about none.
 */
export const topUpOnce = async (counter: DemoCounter, seen: Seen): Promise<number> => {
  if (seen.park.refolding > 0) return 0;
  const wanted = wantedOf(seen, counter.tenants, counter.clock.now());
  if (wanted.length === 0) return 0;
  await openTill(counter, seen.park.zone);
  let paid = 0;
  for (const { account, key, amount, channel } of wanted) {
    const reference = channel === 'cash' ? '' : key;
    const answer = await topUp(counter, { account, key, amount, channel, reference, bookedOn: null });
    if (answer.type === 'done') paid += answer.again ? 0 : 1;
    else counter.log.warn({ park: counter.park, account, ...answer }, 'demo: the counter did not take it');
  }
  return paid;
};

const wantedOf = ({ park: { zone }, accounts }: Seen, tenants: readonly string[], now: InstantMs): readonly Wanted[] => {
  const day = parkDayOf(now, zone);
  const hour = (now - dayRange(day, zone).from) / HOUR_MS;
  const counterOpen = hour >= COUNTER_HOURS.from && hour < COUNTER_HOURS.to;
  const wanted: Wanted[] = [];
  for (const account of tenants) {
    const board = accounts[account];
    // Who has moved out has no meter.
    if (board?.kind !== 'prepaid' || board.limits === null || board.points.length === 0) continue;
    const paid = topUpOf({ account, available: fenIn(board.available), alarm1: fenIn(board.limits.alarm1) }, { counterOpen });
    if (paid) wanted.push({ ...paid, account, key: `demo-${day}-${account}-${board.ledger}` });
  }
  return wanted.slice(0, TOP_UPS_MAX);
};

const fenIn = (yuan: string): Fen => {
  const amount = fenFromYuan(yuan);
  if (amount === null) throw new TypeError(`demo: a board says ${yuan} yuan`);
  return amount;
};

/** A shift a day; yesterday's is counted and found right. */
const openTill = async (counter: Counter, zone: string): Promise<void> => {
  const open = await selectOpenShift(counter.pool, counter.park, counter.actor);
  if (open && parkDayOf(open.openedAt, zone) === parkDayOf(counter.clock.now(), zone)) return;
  if (open) await endShift(counter, fen(open.float + open.sums.cash));
  await openShift(counter, FLOAT);
};
