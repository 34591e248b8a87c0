import { HOUR_MS, type InstantMs, instantMs, MINUTE_MS, type ParkDay } from '#domain/time/instant.ts';
import { addDays, dayRange } from '#domain/time/park-day.ts';
import type { Outgoing } from '#streams/codecs/codec.ts';
import { type GatewayPlan, storedMessages } from '#streams/simulator/sample.ts';
import type { World } from '#streams/simulator/world.ts';

export interface Play {
  readonly world: World;
  readonly zone: string;
  /** Between two rounds of readings. */
  readonly everyMinutes: number;
}

/** What gateways say of a park day, with the reading that begins the next. */
export interface DayOfMessages {
  readonly messages: readonly Outgoing[];
  /** What one gateway could not send that day: it comes when the network is back. */
  readonly late: readonly Outgoing[];
  readonly saidAt: InstantMs;
}

/** Of each month, the last days of one gateway come late: after the month's bills. */
const LATE_DAYS = 2;

export const playDay = ({ world, zone, everyMinutes }: Play, day: ParkDay): DayOfMessages => {
  const { from, to } = dayRange(day, zone);
  const instants: number[] = [];
  for (let at = from; at <= to; at = instantMs(at + everyMinutes * MINUTE_MS)) instants.push(at);
  const says = { seq: Math.floor(from / (24 * HOUR_MS)), sentAt: to };
  const offline = isMonthEnd(day) ? lateGateway(world, day) : null;
  const messages: Outgoing[] = [];
  const late: Outgoing[] = [];
  for (const gateway of world.gateways) {
    const said = storedMessages(world.physics, gateway, instants, says);
    (gateway === offline ? late : messages).push(...said);
  }
  return { messages, late, saidAt: to };
};

const isMonthEnd = (day: ParkDay): boolean => addDays(day, LATE_DAYS).slice(0, 7) !== day.slice(0, 7);

/** Another one each month, never the master's: a month whose master was not read is not shared, and so not billed. */
const lateGateway = ({ gateways, park }: World, day: ParkDay): GatewayPlan | null => {
  const masters = new Set(park.points.filter(({ role }) => role === 'grid').map(({ code }) => code));
  const serials = new Set(park.installations.filter(({ point }) => masters.has(point)).map(({ device }) => device));
  const others = gateways.filter(({ meters }) => !meters.some(({ serial }) => serials.has(serial)));
  return others[Number(day.slice(5, 7)) % others.length] ?? null;
};
