import type { Pool, PoolClient } from 'pg';
import { loadPastModel } from '#db/park/load-model.ts';
import { selectChangesKeptFrom, selectFirstReading, selectParkChanges, selectParkVersion } from '#db/queries/history.ts';
import { selectParkKey } from '#db/queries/parks.ts';
import { warmPast } from '#db/store/warm-past.ts';
import type { Refined } from '#db/store/warm-refined.ts';
import { type DaySheet, loadSheet } from '#db/store/warm-sheet.ts';
import type { ParkDocument } from '#domain/board/board.ts';
import type { ParkModel } from '#domain/park/model.ts';
import type { Clock } from '#domain/time/clock.ts';
import { type InstantMs, MINUTE_MS, SECOND_MS } from '#domain/time/instant.ts';
import { createTwin } from '#domain/twin/create-twin.ts';
import { projectAccount, projectPark, projectPoint } from '#domain/twin/project.ts';
import type { Twin } from '#domain/twin/state.ts';
import { createKept } from './kept.ts';
import { modelAt } from './model-at.ts';
import { createTurns } from './turns.ts';

/** A park as it was shown at an instant. */
export interface PastBoard {
  readonly at: InstantMs;
  readonly document: ParkDocument;
  /** Whose figures are known better now than then: by readings that came later, a decision, a new price; `park`: the park itself was written anew. */
  readonly refined: { readonly park: boolean; readonly accounts: readonly string[]; readonly points: readonly string[] };
  /** Time of the first stored reading. */
  readonly from: InstantMs;
  /** From when on former names, terms and limits are kept; before it the oldest kept are shown. */
  readonly termsFrom: InstantMs;
}

export type PastAnswer =
  | { readonly type: 'shown'; readonly board: PastBoard }
  | { readonly type: 'noPark' }
  | { readonly type: 'future'; readonly now: InstantMs }
  /** Before the first reading; null where there is none. */
  | { readonly type: 'beforeFirst'; readonly from: InstantMs | null };

/**
 * Boards of the past, projected from a twin that is built as of the instant by the functions that project live ones.
 *
 * Equal field by field to the board that was live then, except for `refined` and for what nobody can know of the past:
 * - `park.refolding` is 0: late work is done.
 * - What a park is (names, spaces, terms and limits of accounts, contract powers, factor of carbon, meters, payers) is as it was then; before `termsFrom`
 *   as the oldest that is kept. Prices are those that hold today for that day, what a device is (interval, modulus) is what its file says today.
 *   `refined.park` says that the file has been changed since. An account that was opened later is not there.
 * - A relay is that of the meter's last eight readings; null where they told none.
 * - An alarm that was told again while it was open shows what it was told last.
 * - `park.counts` are those of the last whole minute; of days counted before minutes were kept, those of the whole day.
 * - A board lags its readings by the time of a commit; the past has no lag. A reading that was on its way for less than a minute is left
 *   out, as it was then.
 */
export interface PastBoards {
  /** Rejects with TooMany where too many ask at once. */
  at(park: string, at: InstantMs): Promise<PastAnswer>;
}

/** Each holds a connection for some 100 ms. */
const AT_ONCE = 2;
/** A handful of people who scrub; whoever comes on top is told to come again. */
const WAITING_MAX = 24;
const MODELS_MAX = 8;
const MODEL_MS = 10 * MINUTE_MS;
/** Slots of some 10 days of 300 points: about 30 MB. */
const SHEET_SLOTS_MAX = 300_000;
const SHEET_MS = MINUTE_MS;
/** Points and accounts of all documents kept: about 10 MB. */
const DOCUMENT_LINES_MAX = 20_000;
const DOCUMENT_MS = 20 * SECOND_MS;
/** Readings are committed within this. A sheet that is younger than an instant may lack slots that were closed by then. */
const SETTLED_MS = 10 * SECOND_MS;

interface Park {
  readonly first: InstantMs | null;
  /** When names, terms or limits were changed. */
  readonly changes: readonly InstantMs[];
  readonly termsFrom: InstantMs;
}

/** A park between two changes. */
interface Stretch {
  /** Sets it apart from the others of its park. */
  readonly key: string;
  readonly model: ParkModel;
  /** Without readings: its days, and which points show windows. */
  readonly bare: Twin;
}

export const createPastBoards = ({ pool, clock }: { readonly pool: Pool; readonly clock: Clock }): PastBoards => {
  const turns = createTurns({ atOnce: AT_ONCE, waitingMax: WAITING_MAX });
  const parks = createKept<Park>({ clock, weightMax: MODELS_MAX, weigh: () => 1, ageMsMax: MODEL_MS });
  const stretches = createKept<Stretch>({ clock, weightMax: MODELS_MAX, weigh: () => 1, ageMsMax: MODEL_MS });
  const sheets = createKept<DaySheet>({ clock, weightMax: SHEET_SLOTS_MAX, weigh: slotsOf, ageMsMax: SHEET_MS });
  const boards = createKept<PastAnswer>({ clock, weightMax: DOCUMENT_LINES_MAX, weigh: linesOf, ageMsMax: DOCUMENT_MS });

  const parkOf = (code: string, version: number): Promise<Park> =>
    parks.get(`${code} ${version}`, async () => {
      const park = await selectParkKey(pool, code);
      if (park === null) throw new Error(`past boards: park ${code} is not there any more`);
      return {
        first: await selectFirstReading(pool, park.id),
        changes: await selectParkChanges(pool, park.id),
        termsFrom: (await selectChangesKeptFrom(pool)) ?? clock.now(),
      };
    });

  const stretchOf = (code: string, version: number, { at, until }: { at: InstantMs; until: InstantMs | undefined }): Promise<Stretch> => {
    const key = `${code} ${version} ${until ?? ''}`;
    return stretches.get(key, async () => {
      const model = await loadPastModel(pool, code, at);
      return { key, model, bare: createTwin(model, clock.now()) };
    });
  };

  const build = async (code: string, version: number, at: InstantMs): Promise<PastAnswer> => {
    const { first, changes, termsFrom } = await parkOf(code, version);
    if (first === null || at < first) return { type: 'beforeFirst', from: first };
    const { key, model, bare } = await stretchOf(code, version, { at, until: changes.find((change) => change > at) });
    const day = bare.clock.dayOf(at);
    return withClient(pool, async (client) => {
      const make = () => loadSheet(client, bare, day);
      const sheet = await sheets.get(`${key} ${day}`, make, (_, madeAt) => at + SETTLED_MS <= madeAt);
      const { twin, refined } = await warmPast(client, modelAt(model, at), at, sheet);
      return { type: 'shown', board: { at, document: documentOf(twin, at), refined: codesOf(twin, refined), from: first, termsFrom } };
    });
  };

  return {
    at: async (code, at) => {
      const now = clock.now();
      if (at > now) return { type: 'future', now };
      const version = await selectParkVersion(pool, code);
      if (version === null) return { type: 'noPark' };
      const settled = (_: PastAnswer, madeAt: number) => at + SETTLED_MS <= madeAt;
      return boards.get(`${code} ${version} ${at}`, () => turns.take(() => build(code, version, at)), settled);
    },
  };
};

const slotsOf = (sheet: DaySheet): number => {
  let slots = sheet.yesterday.length;
  for (const each of sheet.slots.values()) slots += each.length;
  return slots;
};

const linesOf = (answer: PastAnswer): number =>
  answer.type === 'shown' ? Object.keys(answer.board.document.points).length + Object.keys(answer.board.document.accounts).length : 1;

const documentOf = (twin: Twin, at: InstantMs): ParkDocument => {
  const points = Object.fromEntries([...twin.points.values()].map((point) => [point.point.code, projectPoint(twin, point, at)]));
  const accounts = Object.fromEntries(
    [...twin.accounts.values()].map((account) => [account.account.code, projectAccount(twin, account, at)]),
  );
  return { park: projectPark(twin, { accounts, points, refolding: 0 }, at), accounts, points };
};

const codesOf = (twin: Twin, refined: Refined): PastBoard['refined'] => ({
  park: refined.park,
  accounts: [...refined.accounts].flatMap((id) => twin.accounts.get(id)?.account.code ?? []).sort(),
  points: [...refined.points].flatMap((id) => twin.points.get(id)?.point.code ?? []).sort(),
});

const withClient = async <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  let broken = false;
  // A connection that dies while in use fails its statement, which is told there.
  const onError = (): void => {
    broken = true;
  };
  client.on('error', onError);
  try {
    return await work(client);
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
};
