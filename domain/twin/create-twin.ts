import { type ChainRule, emptyChain } from '../metering/chain.ts';
import { foldSample } from '../metering/fold-sample.ts';
import type { Account, Device, Installation, ParkModel, Point } from '../park/model.ts';
import { REGISTERS } from '../park/model.ts';
import { createRatePlan, type RatePlan } from '../tariff/rate-plan.ts';
import type { Tariff } from '../tariff/tariff.ts';
import { twoPartBookOf } from '../tariff/two-part-book.ts';
import type { InstantMs } from '../time/instant.ts';
import { createDayClock } from '../time/park-day.ts';
import type { AccountTwin, DeviceTwin, InstallationTwin, PointTwin, RegisterTwin, Twin } from './state.ts';
import { steppedAccounts } from './stepped.ts';

/** An empty twin of a park at an instant; warm start fills it. */
export const createTwin = (model: ParkModel, now: InstantMs): Twin => {
  const clock = createDayClock(model.zone);
  const stepped = steppedAccounts(model);
  const accounts = new Map<number, AccountTwin>(
    model.accounts.map((account) => [
      account.id,
      emptyAccount(account, { tariffs: model.tariffs, stepped: stepped.get(account.id) ?? null }),
    ]),
  );
  const plans = new Map<number, RatePlan>(model.tariffs.map((tariff) => [tariff.id, createRatePlan(tariff, model.zone, model.calendar)]));
  const points = new Map<number, PointTwin>(model.points.map((point) => [point.id, emptyPoint(point, accounts, plans)]));
  const devices = model.devices.map((device) => createDevice(device, points));
  return {
    model,
    clock,
    accounts,
    points,
    bigTenants: bigTenantsOf(points),
    devices: new Map(devices.map((device) => [device.device.serial, device])),
    devicesById: new Map(devices.map((device) => [device.device.id, device])),
    day: clock.dayOf(now),
    counts: { received: 0, stored: 0, duplicate: 0, quarantined: 0 },
    spaces: new Map(model.spaces.map((space) => [space.id, space.code])),
    price: { slot: -1, board: null },
    alarms: new Map(),
    escalated: new Map(),
    dirtyPoints: new Set(points.values()),
    dirtyAccounts: new Set(accounts.values()),
    unjudged: new Set(accounts.values()),
    newestAt: -1,
  };
};

/** As many as a wall shows. */
const BIG_TENANTS = 12;

const bigTenantsOf = (points: ReadonlyMap<number, PointTwin>): readonly PointTwin[] =>
  [...points.values()]
    .filter(({ point }) => point.role === 'tenant' && point.medium === 'electricity' && point.contractW !== null)
    .sort((a, b) => (b.point.contractW ?? 0) - (a.point.contractW ?? 0) || (a.point.code < b.point.code ? -1 : 1))
    .slice(0, BIG_TENANTS);

const emptyAccount = (
  account: Account,
  { tariffs, stepped }: { readonly tariffs: readonly Tariff[]; readonly stepped: AccountTwin['stepped'] },
): AccountTwin => ({
  account,
  twoPart: account.terms.twoPart && twoPartBookOf(account.terms.twoPart, versionsOf(tariffs, account.terms.twoPart.tariff)),
  points: [],
  ledger: 0n,
  posted: 0n,
  accrued: 0n,
  monthCharge: 0n,
  deferred: new Map(),
  days: new Map(),
  cut: false,
  stepped,
  judged: null,
});

const versionsOf = (tariffs: readonly Tariff[], code: string) => tariffs.find((tariff) => tariff.code === code)?.versions ?? [];

const emptyPoint = (point: Point, accounts: ReadonlyMap<number, AccountTwin>, plans: ReadonlyMap<number, RatePlan>): PointTwin => {
  const rates = point.assignments.flatMap((assignment) => {
    const account = accounts.get(assignment.accountId);
    const plan = plans.get(assignment.tariffId);
    if (!account || !plan) throw new Error(`point ${point.code}: an assignment names an account or tariff the park does not have`);
    return [{ from: assignment.from as number, to: assignment.to ?? Number.POSITIVE_INFINITY, account, plan }];
  });
  const twin: PointTwin = {
    point,
    rates,
    accounts: [...new Set(rates.map((rate) => rate.account))],
    current: null,
    today: 0,
    month: 0,
    recent: point.role === 'grid' ? new Map() : null,
    monthWindow: -1,
    monthWindowAt: -1,
    power: null,
    relay: null,
    powerAt: -1,
  };
  for (const account of twin.accounts) account.points.push(twin);
  return twin;
};

const createDevice = (device: Device, points: ReadonlyMap<number, PointTwin>): DeviceTwin => {
  const installations: InstallationTwin[] = [];
  const twin = { device, installations, newestAt: -1, current: null as InstallationTwin | null };
  for (const installation of device.installations) {
    const point = points.get(installation.pointId);
    if (!point) throw new Error(`device ${device.serial}: installed at a point the park does not have`);
    const created: InstallationTwin = { installation, device: twin, point, registers: registersOf(device, installation, point.point) };
    installations.push(created);
    if (installation.to !== null) continue;
    twin.current = created;
    point.current = created;
  }
  return twin;
};

const registersOf = (device: Device, installation: Installation, point: Point): readonly [RegisterTwin, RegisterTwin, RegisterTwin] => [
  registerTwin(device, installation, point, 0),
  registerTwin(device, installation, point, 1),
  registerTwin(device, installation, point, 2),
];

const registerTwin = (device: Device, installation: Installation, point: Point, register: 0 | 1 | 2): RegisterTwin => {
  const rule = chainRuleOf(device, installation, point, register);
  return { rule, chain: startChain(rule, installation, register) };
};

export const chainRuleOf = (device: Device, installation: Installation, point: Point, register: number): ChainRule => ({
  ratio: installation.ratio,
  modulus: device.modulus,
  maxRate: device.maxRate,
  windows: register === 0 && point.medium === 'electricity',
});

/** A chain at the start of an installation: with the register typed in then, where there is one. */
export const startChain = (rule: ChainRule, installation: Installation, register: number) => {
  const chain = emptyChain(rule);
  const value = installation.start[REGISTERS[register] ?? 'import'];
  if (value !== null) foldSample(chain, rule, { at: installation.from, value, trusted: true }, { slots: [], verdicts: [] });
  return chain;
};
