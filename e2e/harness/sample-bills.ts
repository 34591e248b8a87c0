import { initTRPC } from '@trpc/server';
import { type BilledShare, type ComposedBill, composeBill } from '#domain/bill/compose-bill.ts';
import type { BillKind, BillState } from '#domain/bill/states.ts';
import type { SteppedMonth } from '#domain/bill/step-charges.ts';
import { GENERAL_RATES } from '#domain/bill/tax.ts';
import { type BilledVersion, type UseRow, useCharges } from '#domain/bill/use-lines.ts';
import type { AccountBoard, ParkDocument } from '#domain/board/board.ts';
import { checkMonth } from '#domain/lawful-price/check-month.ts';
import { mayIssue } from '#domain/lawful-price/finding.ts';
import { priceOf } from '#domain/tariff/charge-lines.ts';
import { PERIODS, type Period } from '#domain/tariff/tariff.ts';
import { HOUR_MS, type InstantMs, instantMs } from '#domain/time/instant.ts';
import { addDays, monthOf, parkDay } from '#domain/time/park-day.ts';
import { chargeOf, fen, type Price, priceFromYuan, roundToFen, yuanFromFen, yuanFromPrice } from '#domain/units/money.ts';
import { quantity } from '#domain/units/quantity.ts';
import { SAMPLE_STEP, SAMPLE_STEP_TERMS, STEPPED, sampleWhyTier } from './sample-tiers.ts';

const t = initTRPC.context<{ readonly role: string | null }>().create();
const asked = <T>() => t.procedure.input({ parse: (value: unknown) => value as T });

interface OfMonth {
  readonly park: string;
  readonly month: string;
}

const priced = (yuan: string): Price => priceFromYuan(yuan) ?? (0n as Price);
const prices = (...yuan: readonly string[]) =>
  Object.fromEntries(PERIODS.map((period, i) => [period, priced(yuan[i] ?? yuan[0] ?? '0')])) as Record<Period, Price>;
const part = (code: string, zh: string, en: string, ...yuan: readonly string[]) => ({ code, name: { zh, en }, prices: prices(...yuan) });

const ELECTRICITY: BilledVersion = {
  id: 1,
  validFrom: parkDay('2026-08-01'),
  source: 'sample',
  rules: [],
  components: [
    part('purchase', '购电', 'Purchase', '0.03846875', '0.12756875', '0.43916875', '0.75086875', '0.88446875'),
    part('td', '输配电', 'Transmission and distribution', '0.106'),
    part('fund', '政府性基金', 'Government funds', '0.02716875'),
  ],
  tariff: { code: 'sd-tou', name: { zh: '园区分时电价（平价转供）', en: 'Park time of use, passed on at cost' }, medium: 'electricity' },
};
const WATER: BilledVersion = {
  id: 2,
  validFrom: parkDay('2026-01-01'),
  source: 'sample',
  rules: [],
  components: [part('base', '自来水', 'Tap water', '4.15'), part('sewage', '污水处理', 'Sewage', '2.15')],
  tariff: { code: 'water', name: { zh: '非居民用水', en: 'Water, business' }, medium: 'water' },
};
const VERSIONS = new Map([ELECTRICITY, WATER].map((version) => [version.id, version]));
const WEIGHTS = [6, 9, 22, 14, 5] as const;

interface SampleBill {
  readonly id: string;
  readonly board: AccountBoard;
  readonly composed: ComposedBill;
  kind: BillKind;
  state: BillState;
  number: number | null;
}

/** Bills of the sample parks by the real rules: `main` in October checked in part, September issued; `offline` breaks a rule; `south` has none. */
export const sampleBills = (now: () => InstantMs, documentOf: (park: string) => ParkDocument) => {
  const ran = new Set(['main 2026-10', 'main 2026-09', 'offline 2026-10', 'stale 2026-10']);
  const kept = new Map<string, SampleBill[]>();
  const billsOf = ({ park, month }: OfMonth): SampleBill[] => {
    const key = `${park} ${month}`;
    if (!ran.has(key)) return [];
    const before = kept.get(key);
    if (before) return before;
    const made = Object.values(documentOf(park).accounts).map((board, i): SampleBill => {
      const issued = month < '2026-10';
      const state: BillState = issued
        ? board.kind === 'prepaid'
          ? 'paid'
          : i % 14 === 13
            ? 'partlyPaid'
            : 'issued'
        : i % 3 === 0
          ? 'checked'
          : 'draft';
      const id = String((month === '2026-10' ? 2_000 : 1_000) + i);
      return {
        id,
        board,
        composed: composed(board, i, month),
        kind: board.kind === 'prepaid' ? 'statement' : 'bill',
        state,
        number: issued ? i + 1 : null,
      };
    });
    kept.set(key, made);
    return made;
  };
  const find = (park: string, id: string): { readonly bill: SampleBill; readonly month: string } | null => {
    for (const month of ['2026-10', '2026-09']) {
      const bill = billsOf({ park, month }).find((one) => one.id === id);
      if (bill) return { bill, month };
    }
    return null;
  };
  const headOf = (bill: SampleBill, month: string) => ({
    id: bill.id,
    account: bill.board.code,
    name: bill.board.name,
    kind: bill.kind,
    state: bill.state,
    month,
    totalYuan: yuanFromFen(bill.composed.total),
    exclYuan: yuanFromFen(bill.composed.excl),
    taxYuan: yuanFromFen(bill.composed.tax),
    toPostYuan: yuanFromFen(bill.composed.toPost),
    paidYuan: yuanFromFen(paidOf(bill)),
    usedWh: Number(bill.composed.usedWh),
    usedL: Number(bill.composed.usedL),
    faults: faultsOf(bill),
    number: bill.number === null ? null : { id: bill.id, year: 2026, number: bill.number },
    computedAt: instantMs(now() - 2 * HOUR_MS),
    issuedAt: bill.number === null ? null : instantMs(now() - 400 * HOUR_MS),
    dueOn: bill.number === null ? null : parkDay('2026-11-20'),
    paidAt: null,
    reverses: null,
    reason: '',
  });
  return t.router({
    month: asked<OfMonth>().query(({ input }) => {
      const bills = billsOf(input);
      const findings = bills.length === 0 ? [] : findingsOf(input.park, bills);
      const states = [...Map.groupBy(bills, ({ state }) => state)].map(([state, own]) => ({
        state,
        bills: own.length,
        totalYuan: yuanFromFen(fen(own.reduce((sum, { composed: { total } }) => sum + total, 0n))),
        faulty: own.filter((bill) => faultsOf(bill).some(({ type }) => type !== 'missingSlots')).length,
      }));
      return {
        over: true,
        run:
          bills.length === 0
            ? null
            : { ...runOf(bills.length), startedAt: instantMs(now() - 2 * HOUR_MS), finishedAt: instantMs(now() - 2 * HOUR_MS) },
        states,
        allocation: input.park === 'stale' ? null : 'draft',
        findings,
        mayIssue: mayIssue(findings),
        dueDays: 15,
        // A park that began in the middle.
        open: input.park !== 'south' ? [] : ['2026-07', '2026-08', '2026-09'].map((month, i) => ({ month, ran: i === 2 })),
      };
    }),
    list: asked<OfMonth & { readonly after: unknown }>().query(({ input }) =>
      input.after === null || input.after === undefined
        ? billsOf(input).map((bill, i) => ({
            ...headOf(bill, input.month),
            beforeYuan: i % 7 === 3 ? null : yuanFromFen(fen((bill.composed.total * BigInt(91 + (i % 17))) / 100n)),
          }))
        : [],
    ),
    start: asked<OfMonth>().mutation(({ input }) => {
      ran.add(`${input.park} ${input.month}`);
      return { ...runOf(billsOf(input).length), startedAt: now(), finishedAt: now() };
    }),
    begin: asked<OfMonth & { readonly reason: string }>().mutation(() => ({ type: 'begun', months: ['2026-07', '2026-08', '2026-09'] })),
    advance: asked<OfMonth>().mutation(() => null),
    check: asked<OfMonth & { readonly ids: readonly string[] | null }>().mutation(({ input }) => {
      const meant = billsOf(input).filter(({ id, state }) => state === 'draft' && (input.ids === null || input.ids.includes(id)));
      for (const bill of meant) bill.state = 'checked';
      return { checked: meant.length };
    }),
    issue: asked<OfMonth & { readonly ids: readonly string[] | null }>().mutation(({ input }) => {
      const meant = billsOf(input).filter(({ id, state }) => state === 'checked' && (input.ids === null || input.ids.includes(id)));
      for (const [i, bill] of meant.entries()) {
        bill.state = bill.kind === 'statement' ? 'paid' : 'issued';
        bill.number = 100 + i;
      }
      return { type: 'issued', issued: meant.length, refused: [] };
    }),
    one: asked<{ readonly park: string; readonly id: string }>().query(({ input }) => {
      const found = find(input.park, input.id);
      if (!found) throw new Error('no such bill');
      return { ...headOf(found.bill, found.month), lines: linesOut(found.bill) };
    }),
    why: asked<{ readonly park: string; readonly id: string; readonly line: number }>().query(({ input }) => {
      const found = find(input.park, input.id);
      const line = found?.bill.composed.lines[input.line - 1];
      if (!found || !line) throw new Error('no such line');
      if (line.share !== null) return { days: [], tier: null, share: sampleShare(line.amount, line.quantity) };
      const count = found.month === '2026-09' ? 30 : 31;
      if (line.component.includes('#')) {
        const whole = Number(found.bill.composed.usedWh);
        const uses = Array.from({ length: count }, (_, i) => ({
          day: addDays(parkDay(`${found.month}-01`), i),
          used: quantity(Math.floor((whole * (i + 1)) / count) - Math.floor((whole * i) / count)),
        }));
        return { days: [], tier: sampleWhyTier(line.component, found.month, uses), share: null };
      }
      const days = Array.from({ length: count }, (_, i) => {
        const used = Number((line.quantity ?? 0n) / BigInt(count)) + (i === count - 1 ? Number((line.quantity ?? 0n) % BigInt(count)) : 0);
        return {
          day: addDays(parkDay(`${found.month}-01`), i),
          point: `E-${found.bill.board.code.slice(2)}`,
          quantity: used,
          slots: line.period === null ? 96 : 20,
          refined: i === 11 ? 3 : 0,
          chargeYuan: exactText(line.price === null ? 0n : chargeOf(quantity(used), line.price)),
        };
      });
      return { tier: null, days, share: null };
    }),
    ofAccount: asked<{ readonly account: string }>().query(({ input }) => {
      const [park = '', code = ''] = input.account.split(':');
      return billsOf({ park, month: '2026-09' })
        .filter(({ board }) => board.code === code)
        .map((bill) => headOf(bill, '2026-09'));
    }),
    lateFee: asked<{ readonly id: string }>().query(({ input }) =>
      Number(input.id) % 3 === 2 ? { days: 24, feeYuan: '612.48', chargedYuan: '408.32', waivedYuan: '0.00' } : null,
    ),
    waiveLateFee: asked<object>().mutation(() => ({ type: 'waived', leftYuan: '0.00' })),
    pay: asked<{ readonly park: string; readonly id: string }>().mutation(() => ({
      type: 'refused',
      because: 'balanceTooLow',
      shortByYuan: '1208.40',
      openYuan: null,
    })),
    reverse: asked<{ readonly id: string }>().mutation(() => ({ type: 'refused', because: 'notIssued' })),
  });
};

/** One in seven has paid a part. */
const paidOf = ({ state, composed: { total } }: SampleBill) => {
  if (state === 'partlyPaid') return fen(total / 3n);
  return fen(state === 'paid' ? total : 0n);
};

const runOf = (accounts: number) => ({ accounts, done: accounts, changed: accounts });

const faultsOf = ({ board, state }: SampleBill) => {
  if (state === 'issued' || state === 'partlyPaid' || state === 'paid') return [];
  const n = Number(board.code.replace(/\D/g, '')) || 0;
  if (n % 11 === 4) return [{ type: 'missingSlots' as const, expected: 5_952, found: 5_733 }];
  return n % 13 === 5 && state === 'draft' ? [{ type: 'unsettled' as const, amount: '3120' }] : [];
};

const composed = (board: AccountBoard, i: number, month: string): ComposedBill => {
  const whole = 4_000_000 + ((i * 7_919_123) % 61_000_000);
  const rows: UseRow[] = WEIGHTS.map((weight, p) => {
    const wh = quantity(Math.round((whole * weight) / 56));
    const period = PERIODS[p] ?? 'flat';
    return {
      versionId: 1,
      period,
      quantity: wh,
      charge: chargeOf(wh, priceOf(ELECTRICITY, period)),
      from: parkDay(`${month}-01`),
      to: parkDay(`${month}-30`),
    };
  });
  const litres = quantity(20_000 + ((i * 3_331) % 90_000));
  const water: UseRow = {
    versionId: 2,
    period: 'flat',
    quantity: litres,
    charge: chargeOf(litres, priceOf(WATER, 'flat')),
    from: parkDay(`${month}-01`),
    to: parkDay(`${month}-30`),
  };
  const share = (kind: string, per: number, group: string | null): BilledShare => ({
    group,
    kind,
    via: null,
    revision: 1,
    wh: kind === 'capacity' ? null : BigInt(Math.round(whole * per)),
    amount: fen(BigInt(Math.round(whole * per * 0.0652)) / 1n),
  });
  const kind = board.kind === 'prepaid' ? 'statement' : 'bill';
  const input = {
    kind,
    versions: VERSIONS,
    shares: [share('sharedArea', 0.041, null), share('lineLoss', 0.014, null), share('capacity', 0.09, null)],
    fees: [],
    rates: GENERAL_RATES,
    month: monthOf(parkDay(`${month}-01`)),
  } as const;
  const all = [...rows, water];
  const steps = board.code === STEPPED ? [steppedMonth(month, rows)] : [];
  const charged = useCharges(all, VERSIONS, { month: input.month, steps }).charges;
  const settled = kind === 'statement' ? charged.map(({ lineKey, exact }) => ({ lineKey, posted: roundToFen(exact) })) : null;
  return composeBill({ ...input, months: [{ month: input.month, rows: all, steps, billed: [], settled }] });
};

const steppedMonth = (month: string, rows: readonly UseRow[]): SteppedMonth => {
  const used = quantity(rows.reduce((sum, row) => sum + row.quantity, 0));
  const [from, to] = [parkDay(`${month}-01`), parkDay(`${month}-30`)];
  return { medium: 'electricity', steps: [SAMPLE_STEP], terms: SAMPLE_STEP_TERMS, uses: [{ versionId: 1, day: from, from, to, used }] };
};

const linesOut = ({ composed: { lines } }: SampleBill) =>
  lines.map(({ amount, excl, tax, price, quantity: used, ...line }, i) => {
    const version = line.versionId === null ? undefined : VERSIONS.get(line.versionId);
    return {
      ...line,
      line: i + 1,
      quantity: used === null ? null : used.toString(),
      priceYuan: price === null ? null : yuanFromPrice(price),
      amountYuan: yuanFromFen(amount),
      exclYuan: yuanFromFen(excl),
      taxYuan: yuanFromFen(tax),
      version: version ? { tariff: version.tariff.name, validFrom: version.validFrom, source: version.source } : null,
    };
  });

const sampleShare = (amount: bigint, wh: bigint | null) => {
  const step = (of: bigint, floor: bigint) => [
    {
      basis: 'use',
      of: of.toString(),
      weight: '18204000',
      weights: '402118000',
      floor: floor.toString(),
      remainder: '114',
      rank: 3,
      extras: 7,
      extra: false,
    },
  ];
  const left = { energyYuan: '884210.55', ownYuan: '823618.20', vacantYuan: '1204.66', leftYuan: '59387.69' };
  return { energySteps: wh === null ? null : step(wh * 22n, wh), moneySteps: step(amount * 22n, amount), left: wh === null ? null : left };
};

const exactText = (exact: bigint): string => {
  const digits = exact.toString().padStart(12, '0');
  return `${digits.slice(0, -11)}.${digits.slice(-11)}`;
};

/** `offline` charges more than was paid. */
const findingsOf = (park: string, bills: readonly SampleBill[]) => {
  const total = bills.reduce((sum, { composed: { total: own } }) => sum + own, 0n);
  const tariff = { code: 'sd-tou', versions: [ELECTRICITY] };
  return checkMonth({
    from: parkDay('2026-10-01'),
    to: parkDay('2026-10-31'),
    ownUse: fen(total),
    shares: fen(0n),
    landlord: fen(0n),
    gridBill: fen(park === 'offline' ? total - 1_154_028n : total + 22_000n),
    pvBill: fen(0n),
    way: 'actualBill',
    borneWh: 0n,
    charges: [],
    fees: [],
    lateFees: [],
    sharedInFees: false,
    tenantsWh: total * 14n,
    inputWh: total * 14n + total / 3n,
    lossWh: total / 3n,
    lossLimit: 700,
    capLoss: 700,
    grid: tariff,
    tenants: [tariff],
  });
};
