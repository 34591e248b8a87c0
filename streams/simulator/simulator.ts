import { setTimeout as wait } from 'node:timers/promises';
import type { ParkFile } from '#domain/park/park-file.ts';
import type { Clock } from '#domain/time/clock.ts';
import { SECOND_MS, SLOT_MS } from '#domain/time/instant.ts';
import { faultWindows, isFaulty } from './faults.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { firstJournal, type Journal, resumeJournal } from './journal.ts';
import { DAY_MS } from './local-day.ts';
import type { GatewayPlan } from './sample.ts';
import { readState, type SimulatorState, simulatorFolder, writeState } from './state-file.ts';
import { createUplink, type Uplink } from './uplink.ts';
import { buildWorld, type World } from './world.ts';

export interface SimulatorOptions {
  readonly mqttUrl: string;
  readonly dataDir: string;
  /** The demo as it was made at `demoNow`. */
  readonly parks: (demoNow: number) => readonly ParkFile[];
  /** When the demo was made, as the database has it; null: as remembered from the first start, else now. */
  readonly demoNow: number | null;
  /** Live rounds so many times as often as the meters are set to. */
  readonly speed: number;
  readonly backfillDays: number;
  /** Readings a second told of what was stored; null: as many as fill it in `BACKFILL_SECONDS`, within bounds. */
  readonly backfillRate: number | null;
  readonly seed: number;
  readonly clock: Clock;
  readonly log: (line: Readonly<Record<string, string | number>>) => void;
}

export interface Simulator {
  stats(): SimulatorStats;
  /** Says goodbye: what is in flight is awaited a moment, what is owed is written down. */
  stop(): Promise<void>;
}

export interface SimulatorStats {
  readonly meters: number;
  readonly gateways: number;
  readonly messagesSent: number;
  readonly messagesAcked: number;
  /** Readings still owed, by the number of intervals. */
  readonly owedReadings: number;
}

const BACKFILL_SECONDS = 90;
const BACKFILL_RATE = { min: 500, max: 8_000 };
/** Readings that may go out in one turn, so that live rounds are never late by more. */
const TURN_READINGS_MAX = 600;
const TURN_MS = 20;
const SAVE_MS = 2 * SECOND_MS;
const REPORT_MS = 10 * SECOND_MS;
const GOODBYE_MS = 3 * SECOND_MS;

interface Station {
  readonly gateway: Gateway;
  readonly uplink: Uplink;
  cut: boolean;
  nextRound: number;
}

export const startSimulator = async (options: SimulatorOptions): Promise<Simulator> => {
  const { clock, log } = options;
  const folder = simulatorFolder(options.dataDir);
  const past = await rememberedState(folder, options);
  const now = clock.now();
  const demoNow = past?.demoNow ?? options.demoNow ?? now;
  const worlds = options.parks(demoNow).map((park) => buildWorld(park, { seed: options.seed, demoNow }));
  const stations = worlds.flatMap((world) =>
    world.gateways.map((plan) => createStation({ world, plan: faster(plan, options.speed), options, past, now })),
  );
  const state = (): SimulatorState => ({
    demoNow,
    seed: options.seed,
    gateways: Object.fromEntries(stations.map(({ gateway }) => [gateway.plan.id, gateway.journal()])),
  });
  // Before the first word: a crash in the first seconds must not move the demo's beginning.
  await writeState(folder, state());
  const stats = () => statsOf(stations);
  const rate = options.backfillRate ?? clamp(stats().owedReadings / BACKFILL_SECONDS);
  log({ event: 'simulator started', ...stats(), backfillRate: Math.round(rate) });
  for (const { uplink } of stations) uplink.open();

  const stopping = new AbortController();
  const running = turn({ stations, clock, rate, log, save: () => writeState(folder, state()), signal: stopping.signal });
  return {
    stats,
    stop: async () => {
      stopping.abort();
      await running;
      await Promise.all(stations.map(({ uplink }) => Promise.race([uplink.close(), wait(GOODBYE_MS)])));
      await writeState(folder, state());
      log({ event: 'simulator stopped', ...stats() });
    },
  };
};

/** What was written down, unless it is of another demo: made at another time, or played with another seed. */
const rememberedState = async (folder: string, { demoNow, seed }: SimulatorOptions): Promise<SimulatorState | null> => {
  const past = await readState(folder);
  if (past === null || past.seed !== seed) return null;
  return demoNow === null || demoNow === past.demoNow ? past : null;
};

interface StationParts {
  readonly world: World;
  readonly plan: GatewayPlan;
  readonly options: SimulatorOptions;
  readonly past: SimulatorState | null;
  readonly now: number;
}

const createStation = ({ world, plan, options, past, now }: StationParts): Station => {
  const uplink = createUplink({
    mqttUrl: options.mqttUrl,
    clientId: plan.id,
    wire: plan.wire,
    gateway: plan,
    clock: options.clock,
  });
  const known = past?.gateways[plan.id];
  const journal = known ? resumeJournal(known, now) : newJournal(plan, now, options.backfillDays * DAY_MS);
  return { gateway: createGateway(world.physics, plan, uplink, journal), uplink, cut: false, nextRound: nextRoundAfter(plan, now) };
};

const newJournal = (plan: GatewayPlan, now: number, backfillMs: number): Journal =>
  firstJournal(now, backfillMs, faultWindows('lateHours', plan.seed, { from: now - backfillMs, to: now }));

const faster = (plan: GatewayPlan, speed: number): GatewayPlan => {
  if (speed === 1) return plan;
  const intervalMs = Math.max(1, Math.round(plan.intervalMs / speed));
  const meters = plan.meters.map((meter) => ({ ...meter, intervalMs: Math.max(1, Math.round(meter.intervalMs / speed)) }));
  return { ...plan, intervalMs, phaseMs: plan.phaseMs % intervalMs, meters };
};

const nextRoundAfter = ({ intervalMs, phaseMs }: GatewayPlan, now: number): number =>
  Math.floor((now - phaseMs) / intervalMs + 1) * intervalMs + phaseMs;

interface TurnParts {
  readonly stations: readonly Station[];
  readonly clock: Clock;
  readonly rate: number;
  readonly log: SimulatorOptions['log'];
  readonly save: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** The one loop: live rounds first, then as much of what is owed as the rate allows, the oldest first; now and then the books. */
const turn = async ({ stations, clock, rate, log, save, signal }: TurnParts): Promise<void> => {
  let budget = 0;
  let last = clock.now();
  let saveAt = last + SAVE_MS;
  let reportAt = last + REPORT_MS;
  let owing = true;
  while (!signal.aborted) {
    const now = clock.now();
    for (const station of stations) liveRound(station, now);
    budget = Math.min(budget + (rate * (now - last)) / SECOND_MS, TURN_READINGS_MAX);
    last = now;
    budget -= catchUp(stations, budget, now);
    if (now >= saveAt) {
      await save();
      saveAt = now + SAVE_MS;
    }
    if (now >= reportAt && owing) {
      const stats = statsOf(stations);
      owing = stats.owedReadings > 0;
      log({ event: owing ? 'replaying what was stored' : 'all that was stored is told', ...stats });
      reportAt = now + REPORT_MS;
    }
    await wait(TURN_MS);
  }
};

const liveRound = (station: Station, now: number): void => {
  const { gateway, uplink } = station;
  if (now < station.nextRound) return;
  const at = nextRoundAfter(gateway.plan, now) - gateway.plan.intervalMs;
  station.nextRound = at + gateway.plan.intervalMs;
  const cut = isFaulty('outage', gateway.plan.seed, now);
  if (cut && !station.cut) uplink.cut();
  if (!cut && station.cut) uplink.open();
  station.cut = cut;
  gateway.round(at);
};

/** Returns how many readings went out. */
const catchUp = (stations: readonly Station[], budget: number, now: number): number => {
  let sent = 0;
  while (sent < budget) {
    let oldest: Gateway | null = null;
    let from = Number.POSITIVE_INFINITY;
    for (const { gateway } of stations) {
      const owed = gateway.owedFrom();
      if (owed !== null && owed < from) {
        oldest = gateway;
        from = owed;
      }
    }
    if (oldest === null) break;
    sent += oldest.catchUp(now);
  }
  return sent;
};

const statsOf = (stations: readonly Station[]): SimulatorStats => {
  const sum = (of: (gateway: Gateway) => number) => stations.reduce((total, { gateway }) => total + of(gateway), 0);
  return {
    gateways: stations.length,
    meters: sum(({ plan }) => plan.meters.length),
    messagesSent: sum((gateway) => gateway.counts().sent),
    messagesAcked: sum((gateway) => gateway.counts().acked),
    owedReadings: Math.round(sum((gateway) => (gateway.counts().owedMs / SLOT_MS) * gateway.plan.meters.length)),
  };
};

const clamp = (rate: number): number => Math.min(BACKFILL_RATE.max, Math.max(BACKFILL_RATE.min, rate));
