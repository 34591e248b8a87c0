import { initTRPC } from '@trpc/server';
import { allocateMonth } from '#domain/allocation/allocate-month.ts';
import { type BalancePoint, sumWh } from '#domain/allocation/balance.ts';
import { checkRules } from '#domain/allocation/check-rules.ts';
import { type AllocationRules, isByRemainder } from '#domain/allocation/rules.ts';
import { suggestRules } from '#domain/allocation/suggest-rules.ts';
import type { Party } from '#domain/allocation/weights.ts';
import type { ParkDocument, PointBoard } from '#domain/board/board.ts';
import { checkMonth } from '#domain/lawful-price/check-month.ts';
import { PERIODS, type Period } from '#domain/tariff/tariff.ts';
import { type InstantMs, instantMs, MINUTE_MS } from '#domain/time/instant.ts';
import { monthRange, parkDay } from '#domain/time/park-day.ts';
import { fen, fenFromYuan, type Price, price, yuanFromFen } from '#domain/units/money.ts';
import { ZONE } from './sample-day.ts';

const t = initTRPC.context<{ readonly role: string | null }>().create();
const asked = <T>() => t.procedure.input({ parse: (value: unknown) => value as T });

interface OfMonth {
  readonly park: string;
  readonly month: string;
}
type MoneyKind = 'energy' | 'capacity' | 'powerFactor';

const DAYS = 30;
/** 0.652 yuan a kWh. */
const FEN_A_WH = 0.0652;
/** Of what its meters counted, a branch takes more. */
const LOSS = 1.014;

/** The procedures of sharing over the sample parks, by the real rules: `south` has none saved, `offline` a meter that counts too much. */
export const sampleAllocation = (now: () => InstantMs, documentOf: (park: string) => ParkDocument) => {
  const saved = new Map<string, AllocationRules[]>();
  const ran = new Set<string>(['main 2026-10', 'stale 2026-10', 'offline 2026-10']);
  const money = new Map<string, { kind: MoneyKind; yuan: string; source: string }[]>([
    [
      'main 2026-10',
      [
        { kind: 'capacity', yuan: '134400.00', source: '3701-2026-10-118' },
        { kind: 'powerFactor', yuan: '-2535.09', source: '3701-2026-10-118' },
      ],
    ],
  ]);
  const keyOf = ({ park, month }: OfMonth) => `${park} ${month}`;
  const rulesOf = (park: string): { readonly rules: AllocationRules; readonly revision: number } => {
    const own = saved.get(park) ?? [];
    return { rules: own.at(-1) ?? suggestRules(balancePoints(documentOf(park), park)), revision: own.length };
  };
  const hasRules = (park: string) => park !== 'south' || saved.has(park);
  const compute = (of: OfMonth, rules: AllocationRules) => {
    const entries = money.get(keyOf(of)) ?? [];
    const amount = (kind: MoneyKind) => {
      const entry = entries.find((one) => one.kind === kind);
      return entry ? fenFromYuan(entry.yuan) : null;
    };
    const points = balancePoints(documentOf(of.park), of.park);
    const grid = points.find(({ role }) => role === 'grid')?.quantity ?? 0;
    const parties = partiesOf(points);
    const energy = amount('energy') ?? fen(BigInt(Math.round(grid * FEN_A_WH)));
    // `stale` charges more than it pays.
    const tariff = of.park === 'stale' ? FEN_A_WH * 1.1 : FEN_A_WH * 0.96;
    const used = points
      .flatMap(({ role, use }) => (role === 'tenant' ? use : []))
      .reduce((sum, { wh, account }) => (account === null ? sum : sum + wh), 0);
    const own = {
      energy: fen(BigInt(Math.round(used * tariff))),
      capacity: fen(of.park === 'main' ? 1_764_000n : 0n),
      powerFactor: fen(0n),
    };
    const allocation = allocateMonth({
      points,
      parties,
      rules,
      money: {
        energy,
        capacity: amount('capacity'),
        powerFactor: amount('powerFactor'),
        ...(isByRemainder(rules) ? { own } : {}),
      },
      daysOfMonth: DAYS,
      quarters: DAYS * 96,
    });
    return { ...allocation, energy, own };
  };
  const faultsOf = (park: string, rules: AllocationRules) => {
    const { accounts } = documentOf(park);
    return checkRules(rules, { points: balancePoints(documentOf(park), park), accounts: Object.keys(accounts) });
  };
  return t.router({
    month: asked<OfMonth>().query(({ input }) => {
      const { rules, revision } = rulesOf(input.park);
      const told = {
        rules: hasRules(input.park) ? { validFrom: '2026-10', revision: Math.max(1, revision), savedAt: now() } : null,
        money: money.get(keyOf(input)) ?? [],
        gridBill: null,
      };
      if (told.rules === null || !ran.has(keyOf(input))) return { ...told, run: null, branches: [], pools: [], shares: [] };
      const { balance, pools, shares, stops, remainder, energy, own } = compute(input, rules);
      const range = monthRange(parkDay(`${input.month}-01`), ZONE);
      const lost = balance.losses.reduce((sum, { lossWh }) => sum + lossWh, 0n);
      const transformers = sumWh(pools.flatMap(({ kind, parts }) => (kind === 'transformerLoss' ? parts : [])));
      return plain({
        ...told,
        run: {
          state: stops.length > 0 ? 'stopped' : 'draft',
          from: range.from,
          to: range.to,
          incomplete: balance.incomplete,
          stops,
          gridWh: Number(balance.gridWh),
          pvWh: Number(balance.pvWh),
          storageWh: Number(balance.storageWh),
          tenantWh: Number(sumWh(balance.tenants)),
          sharedWh: Number(sumWh(balance.shared)),
          lineLossWh: Number(lost - transformers),
          transformerLossWh: Number(transformers),
          energyYuan: yuanFromFen(energy),
          ownYuan: remainder && yuanFromFen(remainder.own),
          vacantYuan: remainder && yuanFromFen(remainder.vacant),
          ownCapacityYuan: yuanFromFen(own.capacity),
          ownPowerFactorYuan: yuanFromFen(own.powerFactor),
          computedAt: instantMs(now() - 12 * MINUTE_MS),
        },
        branches: [],
        pools: pools.map((pool) => ({
          ...pool,
          wh: pool.wh === null ? null : Number(pool.wh),
          yuan: pool.fen === null ? null : yuanFromFen(fen(pool.fen)),
        })),
        shares: shares.map(({ energy, money: paid, ...share }) => ({
          ...share,
          wh: energy === null ? null : Number(energy.amount),
          yuan: paid === null ? null : yuanFromFen(fen(paid.amount)),
          energySteps: energy?.steps ?? null,
          moneySteps: paid?.steps ?? null,
        })),
      });
    }),
    lawful: asked<OfMonth>().query(({ input }) => {
      if (!ran.has(keyOf(input))) return [];
      const { balance, shares, stops, remainder, energy, own } = compute(input, rulesOf(input.park).rules);
      const shared = shares.reduce((sum, { account, money: paid }) => (account === null ? sum : sum + (paid?.amount ?? 0n)), 0n);
      const others =
        money.get(keyOf(input))?.reduce((sum, { kind, yuan }) => (kind === 'energy' ? sum : sum + (fenFromYuan(yuan) ?? 0n)), 0n) ?? 0n;
      const landlord = shares.reduce(
        (sum, { account, money: paid }) => (account === null ? sum + (paid?.amount ?? 0n) : sum),
        remainder?.vacant ?? 0n,
      );
      const flat = (from: string, yuan: bigint) => ({
        id: 1,
        validFrom: parkDay(from),
        source: '',
        rules: [],
        components: [
          {
            code: 'all',
            name: { zh: '', en: '' },
            prices: Object.fromEntries(PERIODS.map((period, i) => [period, price(yuan * BigInt(i + 1))])) as Record<Period, Price>,
          },
        ],
      });
      return checkMonth({
        from: parkDay(`${input.month}-01`),
        to: parkDay(`${input.month}-31`),
        ownUse: fen(own.energy + own.capacity),
        shares: fen(shared),
        landlord: fen(landlord),
        gridBill: stops.length > 0 ? null : fen(energy + others),
        pvBill: fen(0n),
        way: input.park === 'south' ? 'gridPrice' : 'actualBill',
        borneWh: sumWh(balance.shared),
        charges: [],
        fees: [],
        lateFees: [],
        sharedInFees: false,
        tenantsWh: sumWh(balance.tenants),
        inputWh: balance.inputWh,
        lossWh: balance.losses.reduce((sum, { lossWh }) => sum + lossWh, 0n),
        lossLimit: 700,
        capLoss: 700,
        grid: { code: 'grid', versions: [flat('2026-09-01', 20_000_000n), flat('2026-10-01', 19_000_000n)] },
        tenants: [{ code: 'tou', versions: [flat('2026-09-01', 20_000_000n), flat('2026-10-01', 19_000_000n)] }],
      });
    }),
    run: asked<OfMonth>().mutation(({ input }) => {
      if (!hasRules(input.park)) return { type: 'noRules' };
      const changed = !ran.has(keyOf(input));
      ran.add(keyOf(input));
      return { type: 'stored', changed };
    }),
    rules: asked<OfMonth>().query(({ input }) => {
      const { rules, revision } = rulesOf(input.park);
      const { points, accounts } = documentOf(input.park);
      const version = { validFrom: '2026-10', revision: Math.max(1, revision), savedAt: instantMs(now() - 190 * MINUTE_MS) };
      return {
        rules,
        suggested: !hasRules(input.park),
        saved: hasRules(input.park) ? version : null,
        versions: hasRules(input.park) ? [version] : [],
        branches: Object.values(points).filter(({ role, medium }) => role === 'feeder' && medium === 'electricity'),
        accounts: Object.values(accounts),
      };
    }),
    preview: asked<OfMonth & { rules: AllocationRules }>().mutation(({ input }) => {
      const faults = faultsOf(input.park, input.rules);
      if (faults.length > 0) return { type: 'faults', faults };
      const { balance, shares, stops } = compute(input, input.rules);
      const sums = [...Map.groupBy(shares, ({ account }) => account)].map(([account, own]) => ({
        account,
        wh: Number(own.reduce((sum, { energy }) => sum + (energy?.amount ?? 0n), 0n)),
        yuan: yuanFromFen(fen(own.reduce((sum, { money: paid }) => sum + (paid?.amount ?? 0n), 0n))),
      }));
      return plain({
        type: 'computed',
        stops,
        inputWh: Number(balance.inputWh),
        incomplete: balance.incomplete,
        priced: true,
        accounts: sums,
      });
    }),
    saveRules: asked<OfMonth & { rules: AllocationRules }>().mutation(({ input }) => {
      const faults = faultsOf(input.park, input.rules);
      if (faults.length > 0) return { type: 'faults', faults };
      saved.set(input.park, [...(saved.get(input.park) ?? []), input.rules]);
      return { type: 'saved', validFrom: input.month, revision: saved.get(input.park)?.length ?? 1, savedAt: now() };
    }),
    enterMoney: asked<OfMonth & { kind: MoneyKind; yuan: string | null; source: string }>().mutation(
      ({ input: { kind, yuan, source, ...of } }) => {
        const others = (money.get(keyOf(of)) ?? []).filter((entry) => entry.kind !== kind);
        money.set(keyOf(of), yuan === null ? others : [...others, { kind, yuan, source }]);
        return { entered: yuan !== null };
      },
    ),
  });
};

/** Whole numbers beyond JSON's as text. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (_, own) => (typeof own === 'bigint' ? own.toString() : own)));

/** The park's meters with a month that balances: every branch is what hangs below it and some loss. */
const balancePoints = (document: ParkDocument, park: string): BalancePoint[] => {
  const points = Object.values(document.points).filter(({ medium }) => medium === 'electricity');
  const below = Map.groupBy(points, ({ parent }) => parent);
  const whOf = (point: PointBoard): number => {
    const own = below.get(point.code) ?? [];
    if (point.role === 'pv' || point.role === 'storage') return Math.abs(point.month);
    if (own.length === 0) return Math.abs(point.month) * (park === 'offline' && point.code === 'B1-103' ? 10 : 1);
    const made = own.filter(({ role }) => role === 'pv').reduce((sum, source) => sum + whOf(source), 0);
    const used = own.filter(({ role }) => role !== 'pv' && role !== 'storage').reduce((sum, child) => sum + normal(child), 0);
    return Math.round(used * LOSS) - made;
  };
  /** As it would have been counted were nothing wrong. */
  const normal = (point: PointBoard): number => ((below.get(point.code) ?? []).length > 0 ? whOf(point) : Math.abs(point.month));
  return points.map((point, i) => ({
    code: point.code,
    parent: point.parent,
    role: point.role,
    account: null,
    quantity: whOf(point),
    exported: 0,
    complete: park !== 'stale' || i % 9 !== 4,
    use: point.role === 'tenant' ? [{ account: point.account, wh: Math.max(1, whOf(point)) }] : [],
  }));
};

const partiesOf = (points: readonly BalancePoint[]): Party[] =>
  points
    .filter(({ role }) => role === 'tenant')
    .map(({ code, use, quantity }, i) => ({
      account: use[0]?.account ?? null,
      place: code,
      node: code,
      usedWh: BigInt(quantity ?? 0),
      areaCentiM2: BigInt(9_600 + ((i * 7_919) % 40_000)),
      days: i % 13 === 5 ? 17 : DAYS,
      peakWh: BigInt(Math.round((quantity ?? 0) / 2_700)),
      ownPeakW: BigInt(Math.round((quantity ?? 0) / 400)),
      contractW: BigInt(20_000 + ((i * 104_729) % 90_000)),
    }));
