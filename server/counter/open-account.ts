import { selectOpenFrom } from '#db/books/open-from.ts';
import type { Receipt } from '#db/ledger/receipts.ts';
import { selectOpenShift, selectPlace } from '#db/ledger/shifts.ts';
import { openAccount as writeAccount } from '#db/park/open-account.ts';
import { selectOpeningPoints, selectOpeningTariffs } from '#db/park/opening-ground.ts';
import { selectSpaces } from '#db/queries/parks.ts';
import { judgeDepositIn, type Refusal } from '#domain/ledger/counter.ts';
import type { FileFault } from '#domain/park/file-fault.ts';
import { addDays, dayRange, parkDayOf } from '#domain/time/park-day.ts';
import { fen } from '#domain/units/money.ts';
import { checkOpening, type OpeningForm } from '../park-file/check-opening.ts';
import type { Counter } from './act.ts';
import { type HandedOver, takeDeposit } from './acts.ts';

/** Contracts are made out some weeks ahead, and found in a drawer some weeks later. */
const DAYS_AHEAD_MAX = 31;
const DAYS_BACK_MAX = 31;

export type Opened =
  | { readonly type: 'opened'; readonly released: readonly string[] /** Of the deposit. */; readonly receipt: Receipt | null }
  | { readonly type: 'faults'; readonly faults: readonly FileFault[] }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'noPark' };

/**
 * 开户 (DOMAIN 9): an account with its points, prices and alarm levels from a park day on, what a person read there, and its deposit. What the deposit needs is
 * looked at first, so that no account is opened for which it then cannot be taken.
 */
export const openAccount = async (
  counter: Counter,
  { form, deposit }: { readonly form: OpeningForm; readonly deposit: Omit<HandedOver, 'account'> | null },
): Promise<Opened> => {
  const { pool, clock, actor, park } = counter;
  const place = await selectPlace(pool, park);
  if (!place) return { type: 'noPark' };
  const today = parkDayOf(clock.now(), place.zone);
  const openFrom = await selectOpenFrom(pool, place.id);
  if (openFrom !== null && form.day < openFrom) return refuse('BOOKS_CLOSED');
  if (form.day < addDays(today, -DAYS_BACK_MAX) || form.day > addDays(today, DAYS_AHEAD_MAX)) return refuse('DAY_OUT_OF_RANGE');
  if (deposit) {
    const unopened = { kind: form.kind, closed: false, available: fen(0n), deposit: fen(0n), hoardMax: fen(0n) };
    const refusal = judgeDepositIn(unopened, deposit);
    if (refusal) return { type: 'refused', refusal };
    if (!(await selectOpenShift(pool, park, actor))) return refuse('NO_SHIFT');
  }
  const checked = checkOpening(form, {
    zone: place.zone,
    points: await selectOpeningPoints(pool, park, dayRange(form.day, place.zone).from),
    tariffs: await selectOpeningTariffs(pool, park),
    spaces: new Set((await selectSpaces(pool, park)).map(({ code }) => code)),
  });
  if (checked.type === 'refused') return { type: 'faults', faults: checked.faults };
  const written = await writeAccount(pool, checked.opening, { actor, clock });
  if (written.type === 'refused') return { type: 'faults', faults: written.faults };
  counter.moved();
  if (!deposit) return { type: 'opened', released: written.released, receipt: null };
  const taken = await takeDeposit(counter, { ...deposit, account: form.code });
  if (taken.type === 'refused') return { type: 'refused', refusal: taken.refusal };
  return { type: 'opened', released: written.released, receipt: taken.type === 'done' ? taken.receipt : null };
};

const refuse = (code: 'BOOKS_CLOSED' | 'DAY_OUT_OF_RANGE' | 'NO_SHIFT'): Opened => ({ type: 'refused', refusal: { code, left: null } });
