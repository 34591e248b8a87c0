import { postAll } from '#db/ledger/post.ts';
import { closeShift, insertShift, lockOpenShift, type Shift, selectOpenShift, selectPlace, selectShift } from '#db/ledger/shifts.ts';
import { withTransaction } from '#db/pool.ts';
import { insertAudit } from '#db/queries/audit.ts';
import type { Refusal } from '#domain/ledger/counter.ts';
import { linesOf } from '#domain/ledger/posting.ts';
import { parkDayOf } from '#domain/time/park-day.ts';
import { type Fen, fen, yuanFromFen } from '#domain/units/money.ts';
import type { Counter } from './act.ts';

export type ShiftAnswer =
  | { readonly type: 'done'; readonly shift: Shift }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'noPark' };

/** Begins a clerk's shift with the change that is put into the till. */
export const openShift = async (counter: Counter, float: Fen): Promise<ShiftAnswer> =>
  withTransaction(counter.pool, async (client) => {
    const { park, actor, name } = counter;
    const at = counter.clock.now();
    const found = await selectPlace(client, park);
    if (!found) return { type: 'noPark' };
    if (!(await insertShift(client, { parkId: found.id, clerk: actor, clerkName: name, at, float })))
      return { type: 'refused', refusal: { code: 'SHIFT_OPEN', left: null } };
    await insertAudit(client, {
      at,
      actor,
      action: 'counter.shiftOpened',
      subject: `park:${park}`,
      data: { floatYuan: yuanFromFen(float) },
    });
    const shift = await selectOpenShift(client, park, actor);
    if (!shift) throw new Error(`shift of ${actor} at ${park} is not there`);
    return { type: 'done', shift };
  });

/** Ends it: what was counted against what the receipts say, and the difference booked. */
export const endShift = async (counter: Counter, counted: Fen): Promise<ShiftAnswer> =>
  withTransaction(counter.pool, async (client) => {
    const { park, actor } = counter;
    const at = counter.clock.now();
    const found = await selectPlace(client, park);
    if (!found) return { type: 'noPark' };
    const id = await lockOpenShift(client, found.id, actor);
    const shift = id === null ? null : await selectOpenShift(client, park, actor);
    if (!shift) return { type: 'refused', refusal: { code: 'NO_SHIFT', left: null } };
    const booked = fen(shift.float + shift.sums.cash);
    const difference = fen(counted - booked);
    await closeShift(client, shift.id, { at, counted, booked });
    if (difference !== 0n) {
      await postAll(client, { parkId: found.id, at, actor }, [
        {
          kind: 'cashDifference',
          key: `shift:${shift.id}:difference`,
          lines: linesOf({ type: 'cashDifference', amount: difference }),
          memo: '',
          day: parkDayOf(at, found.zone),
        },
      ]);
    }
    await insertAudit(client, {
      at,
      actor,
      action: 'counter.shiftClosed',
      subject: `shift:${shift.id}`,
      data: { countedYuan: yuanFromFen(counted), bookedYuan: yuanFromFen(booked), differenceYuan: yuanFromFen(difference) },
    });
    const ended = await selectShift(client, shift.id);
    if (!ended) throw new Error(`shift ${shift.id} is not there`);
    return { type: 'done', shift: ended };
  });
