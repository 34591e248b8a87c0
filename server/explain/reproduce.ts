import type { Pool } from 'pg';
import {
  rawBatches,
  selectAccountAccruals,
  selectAccountSlots,
  selectDecided,
  selectSerialZones,
  selectWaitingWork,
  selectWithoutMessage,
} from '#db/explain/reproduce-rows.ts';
import { loadParkModel } from '#db/park/load-model.ts';
import type { ParkModel } from '#domain/park/model.ts';
import type { Clock } from '#domain/time/clock.ts';
import { type InstantMs, instantMs, type ParkDay } from '#domain/time/instant.ts';
import { addDays, monthRange, parkDayOf } from '#domain/time/park-day.ts';
import { createTwin } from '#domain/twin/create-twin.ts';
import type { Twin } from '#domain/twin/state.ts';
import { decodeMessage } from '#streams/codecs/registry.ts';
import { type AssembleContext, assemble } from '#streams/pipeline/assemble.ts';
import { Registry } from '#streams/pipeline/registry.ts';
import { type Difference, differencesOf, type NameOf } from './differences.ts';
import { foldAnew, Samples } from './fold-anew.ts';

export interface ReproduceQuestion {
  readonly park: string;
  readonly account: string;
  /** The first day of the month. */
  readonly month: ParkDay;
}

export interface Reproduced {
  readonly type: 'reproduced';
  readonly parkId: number;
  readonly zone: string;
  readonly accountId: number;
  /** Days that were compared, both included: of the running month those that are over. */
  readonly from: ParkDay;
  readonly to: ParkDay;
  readonly read: Reading;
  readonly slots: { readonly stored: number; readonly reproduced: number };
  readonly accruals: { readonly stored: number; readonly reproduced: number };
  /** 1e-11 yuan, reproduced. */
  readonly charge: bigint;
  readonly differences: readonly Difference[];
}

/** What was read to reproduce it. */
interface Reading {
  readonly commits: number;
  readonly messages: number;
  readonly bytes: number;
  readonly meters: number;
  /** Instants at which these meters told their register. */
  readonly readings: number;
  /** Of those, from rows whose messages are no longer kept. */
  readonly fromRows: number;
}

export type Reproduction =
  | Reproduced
  /** Nothing to compare yet, or nobody to compare for. */
  | { readonly type: 'refused'; readonly why: string };

export interface ReproduceBy {
  readonly clock: Clock;
  /** Opens every message there is, whatever commits tell of what they hold: the same, slower. */
  readonly all?: boolean;
}

/**
 * An account's month from the raw messages on: decoded, checked, folded and priced in memory by the code that did it live, with nothing taken from what is
 * stored but the park itself, its tariffs and what persons decided. Compared with the stored slots and accruals.
 */
export const reproduceMonth = async (db: Pool, question: ReproduceQuestion, { clock, all = false }: ReproduceBy): Promise<Reproduction> => {
  const model = await loadParkModel(db, question.park);
  const account = model.accounts.find(({ code }) => code === question.account);
  if (!account) return refused(`${question.park} has no account ${question.account}`);
  const days = daysOf(question.month, model.zone, clock.now());
  if (days === null) return refused(`no day of ${question.month.slice(0, 7)} is over yet`);
  const twin = createTwin(withDevicesOf(model, account.id, days.range), clock.now());
  const installations = [...twin.devicesById.values()].flatMap((device) => device.installations);
  const of = { devices: [...twin.devicesById.keys()], points: [...new Set(installations.map(({ point }) => point.point.id))] };
  const samples = new Samples();
  const read = await readMessages(db, twin, { samples, all });
  const rows = await selectWithoutMessage(db, of.devices);
  for (const row of rows) samples.add(row.deviceId, row.at, row.import);
  const decided = await selectDecided(db, of.devices);
  const anew = foldAnew(twin, installations, { samples, decided, accountId: account.id, from: days.from, to: days.to });
  const stored = {
    slots: await selectAccountSlots(db, { accountId: account.id, from: days.from, to: days.to }),
    accruals: await selectAccountAccruals(db, { accountId: account.id, from: days.from, to: days.to }),
  };
  const differences = differencesOf({ stored, anew }, namesOf(model));
  if (differences.length > 0 && (await selectWaitingWork(db, of)))
    return refused('readings or prices wait to be folded in; ask again when that is done');
  return {
    type: 'reproduced',
    parkId: model.id,
    zone: model.zone,
    accountId: account.id,
    from: days.from,
    to: days.to,
    read: { ...read, meters: of.devices.length, readings: samples.size, fromRows: rows.length },
    slots: { stored: stored.slots.length, reproduced: anew.slots.length },
    accruals: { stored: stored.accruals.length, reproduced: anew.accruals.length },
    charge: anew.accruals.reduce((sum, { charge }) => sum + charge, 0n),
    differences,
  };
};

const refused = (why: string): Reproduction => ({ type: 'refused', why });

/** The days of a month that are over; null where none is. */
const daysOf = (month: ParkDay, zone: string, now: InstantMs) => {
  const range = monthRange(month, zone);
  const [to = month] = [addDays(parkDayOf(range.to, zone), -1), addDays(parkDayOf(now, zone), -1)].sort();
  return to < month ? null : { from: month, to, range };
};

/** The park with the meters alone that measured for the account in that time. */
const withDevicesOf = (model: ParkModel, accountId: number, range: { readonly from: InstantMs; readonly to: InstantMs }): ParkModel => {
  const open = (to: InstantMs | null): number => to ?? Number.POSITIVE_INFINITY;
  const charged = (pointId: number): boolean =>
    model.points
      .find(({ id }) => id === pointId)
      ?.assignments.some((one) => one.accountId === accountId && one.from < range.to && open(one.to) > range.from) ?? false;
  const devices = model.devices.filter((device) =>
    device.installations.some((where) => where.from < range.to && open(where.to) > range.from && charged(where.pointId)),
  );
  return { ...model, devices };
};

const readMessages = async (
  db: Pool,
  twin: Twin,
  { samples, all }: { readonly samples: Samples; readonly all: boolean },
): Promise<Pick<Reading, 'commits' | 'messages' | 'bytes'>> => {
  const registry = new Registry();
  registry.setElsewhere(await selectSerialZones(db));
  registry.put(twin);
  const context: AssembleContext = { registry, decode: decodeMessage, first: false, dayOf: (_, at) => twin.clock.dayOf(at) };
  let [commits, messages, bytes] = [0, 0, 0];
  const wanted = { devices: new Set(twin.devicesById.keys()), serials: new Set(twin.devices.keys()) };
  for await (const page of rawBatches(db, all ? null : wanted)) {
    for (const batch of page) {
      // When a message was received is known by its commit: the clock check asks for no more.
      const receivedAt = instantMs(batch.committedAt);
      const { inOrder, late } = assemble(
        context,
        batch.messages.map((message) => ({ ...message, receivedAt })),
      );
      for (const row of [...inOrder, ...late]) if (row.import !== null) samples.add(row.deviceId, row.at, row.import);
      commits += 1;
      messages += batch.messages.length;
      bytes += batch.bytes;
    }
  }
  return { commits, messages, bytes };
};

const namesOf = (model: ParkModel): NameOf => {
  const points = new Map(model.points.map(({ id, code }) => [id, code]));
  const serials = new Map(model.devices.flatMap(({ serial, installations }) => installations.map(({ id }) => [id, serial])));
  return {
    zone: model.zone,
    point: (id) => points.get(id) ?? `point ${id}`,
    meter: (installationId) => serials.get(installationId) ?? `installation ${installationId}`,
  };
};
