import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OPEN_END } from '../fees/day-span.ts';
import { owedByLine, owedSum, type PostedLine } from '../ledger/settle.ts';
import type { AccountFee } from '../park/account-terms.ts';
import { CHONGQING_POWER_FACTOR } from '../purchase/testing/chongqing-2026-08.ts';
import { priceOf } from '../tariff/charge-lines.ts';
import { PERIODS, type Period } from '../tariff/tariff.ts';
import type { TwoPartCharge } from '../tariff/two-part.ts';
import { addDays, monthOf, type ParkMonth, parkDay } from '../time/park-day.ts';
import {
  chargeOf,
  exact,
  exactFromFen,
  type Fen,
  fen,
  fenFromYuan,
  type Price,
  priceFromYuan,
  roundToFen,
  yuanFromFen,
} from '../units/money.ts';
import { quantity } from '../units/quantity.ts';
import { type BillInput, composeBill, type MonthOfUse } from './compose-bill.ts';
import type { BilledUse } from './corrections.ts';
import type { BillLine } from './line.ts';
import { reversalLines } from './reversal.ts';
import { GENERAL_RATES } from './tax.ts';
import { type BilledVersion, type UseRow, useCharges } from './use-lines.ts';

const AUGUST = monthOf(parkDay('2026-08-01'));
const SEPTEMBER = monthOf(parkDay('2026-09-01'));
const words = (text: string) => ({ zh: text, en: text });
const price = (text: string): Price => {
  const found = priceFromYuan(text);
  if (found === null) throw new Error(`${text} is no price`);
  return found;
};
const yuan = (text: string): Fen => {
  const found = fenFromYuan(text);
  if (found === null) throw new Error(`${text} is no amount`);
  return found;
};
/** One price, or one of each period from deep valley to critical peak. */
const prices = (...given: readonly string[]): Readonly<Record<Period, Price>> => {
  const of = (i: number) => price(given[i] ?? given[0] ?? '0');
  return { deepValley: of(0), valley: of(1), flat: of(2), peak: of(3), criticalPeak: of(4) };
};
const version = (id: number, medium: 'electricity' | 'water', components: Readonly<Record<string, readonly string[]>>): BilledVersion => ({
  id,
  validFrom: parkDay('2026-01-01'),
  source: 'test',
  rules: [],
  components: Object.entries(components).map(([code, of]) => ({ code, name: words(code), prices: prices(...of) })),
  tariff: { code: `t${id}`, name: words(`t${id}`), medium },
});
const versionsOf = (...all: readonly BilledVersion[]) => new Map(all.map((one) => [one.id, one]));
const used = (of: BilledVersion, period: Period, wh: number, day = '2026-08-01'): UseRow => ({
  versionId: of.id,
  period,
  quantity: quantity(wh),
  charge: chargeOf(quantity(wh), priceOf(of, period)),
  from: parkDay(day),
  to: parkDay(day),
});
const month = (of: ParkMonth, rows: readonly UseRow[], more: Partial<MonthOfUse> = {}): MonthOfUse => ({
  month: of,
  rows,
  billed: [],
  settled: null,
  ...more,
});
const input = (months: readonly MonthOfUse[], versions: BillInput['versions'], more: Partial<BillInput> = {}): BillInput => ({
  kind: 'bill',
  month: months.at(-1)?.month ?? AUGUST,
  months,
  versions,
  shares: [],
  fees: [],
  rates: GENERAL_RATES,
  ...more,
});
const shown = (lines: readonly BillLine[]) =>
  lines.map(({ kind, component, period, quantity: of, amount }) =>
    [kind, component, period ?? 'all', of === null ? '-' : String(of), yuanFromFen(amount)].join(' '),
  );
/** A line that says money alone. */
const NO_USE: BilledUse = {
  versionId: null,
  component: '',
  name: null,
  period: null,
  item: 'electricity',
  unit: null,
  price: null,
  quantity: 0n,
  amount: fen(0n),
  from: parkDay('2026-08-01'),
  to: parkDay('2026-08-31'),
  posted: true,
};
/** What bills have billed of a month so far, as the store sums it up. */
const billedBy = (of: ParkMonth, lines: readonly BillLine[]): BilledUse[] => {
  const sums = new Map<string, BilledUse>();
  for (const line of lines) {
    if (line.month !== of || !['use', 'demand', 'powerFactor', 'correction'].includes(line.kind)) continue;
    const key = JSON.stringify([line.versionId, line.component, line.period]);
    const before = sums.get(key);
    sums.set(key, {
      ...line,
      quantity: (before?.quantity ?? 0n) + (line.quantity ?? 0n),
      amount: fen((before?.amount ?? 0n) + line.amount),
    });
  }
  return [...sums.values()];
};

describe('a real bill: Chongqing, August 2026', () => {
  const industry = version(1, 'electricity', {
    purchase: ['0.436'],
    lossShare: ['0.035786'],
    lineLoss: ['0.017274'],
    td: ['0', '0.05757', '0.1515', '0.2424', '0.29088'],
    sys1: ['0.015522'],
    sys2: ['0.006505'],
    sys3: ['0.005454'],
    sys4: ['-0.001436'],
    sys5: ['0.00375'],
    sys6: ['0.0067'],
    sys7: ['0.021305'],
    fund1: ['0.02'],
    fund2: ['0.019'],
    fund3: ['0.001969'],
    fund4: ['0.006225'],
    fund5: ['0.0005'],
  });
  const residential = version(2, 'electricity', {
    catalogue: ['0.500306'],
    fund1: ['0.02'],
    fund2: ['0.001'],
    fund3: ['0.001969'],
    fund4: ['0.006225'],
    fund5: ['0.0005'],
  });
  const rows = [
    used(industry, 'criticalPeak', 14_177_000),
    used(industry, 'peak', 92_683_000),
    used(industry, 'flat', 160_816_000),
    used(industry, 'valley', 279_611_000),
    used(residential, 'flat', 8_330_000),
  ];
  const charged = (code: string, amount: string): AccountFee => ({
    code,
    name: words(code),
    item: 'electricity',
    fee: {
      type: 'fixed',
      perMonth: exactFromFen(yuan(amount)),
      during: { from: parkDay('2026-01-01'), to: OPEN_END },
      divisor: 'calendar',
    },
  });
  const capacity: TwoPartCharge = {
    mode: 'capacity',
    charge: exactFromFen(yuan('44000')),
    discounted: false,
    price: price('22'),
    quantity: 2_000_000,
  };
  const bill = composeBill(
    input([month(AUGUST, rows)], versionsOf(industry, residential), {
      // What market settlement gives back has no quantity.
      fees: [charged('return', '-4940.37'), charged('excess', '-524.70'), charged('deviation', '-39397.70')],
      demand: capacity,
      powerFactor: {
        terms: { ...CHONGQING_POWER_FACTOR, base: [...CHONGQING_POWER_FACTOR.base, 'lossShare', 'return', 'excess', 'deviation'] },
        seen: { activeWh: quantity(555_617_000), reactiveVarh: quantity(140_820_000) },
      },
    }),
  );

  test.each([
    ['td', 'criticalPeak', '4123.81'],
    ['td', 'peak', '22466.36'],
    ['td', 'flat', '24363.62'],
    ['td', 'valley', '16097.21'],
    ['lineLoss', null, '9453.84'],
    ['lossShare', null, '19585.21'],
    ['sys1', null, '8494.99'],
    ['sys4', null, '-785.90'],
    ['fund4', null, '3406.86', '51.85'],
    ['demand', null, '44000.00'],
    ['catalogue', null, '4167.55'],
    ['powerFactor', null, '-2535.09'],
  ])('line %s %s is %s', (component, period, ...amounts) => {
    expect(
      bill.lines.filter((line) => line.component === component && line.period === period).map((line) => yuanFromFen(line.amount)),
    ).toEqual(amounts);
  });

  test('is 393,459.72 in all, the market’s prices of all periods in one line that is a cent above the bill’s four', () => {
    // 547,287 kWh × 0.436 = 238,617.132; the bill rounds four periods: 238,617.14.
    expect(yuanFromFen(fen(bill.total + 1n))).toBe('393459.72');
    expect(bill.faults).toEqual([]);
    expect(bill.usedWh).toBe(555_617_000n);
    expect(bill.toPost).toBe(bill.total);
    expect(bill.excl + bill.tax).toBe(bill.total);
  });
});

const tou = version(7, 'electricity', { td: ['0.1'], purchase: ['0.1', '0.2', '0.4', '0.7', '0.8'] });
const dearer = version(8, 'electricity', { td: ['0.11'], purchase: ['0.1', '0.2', '0.4', '0.7', '0.8'] });
const water = version(9, 'water', { base: ['3.3'], sewage: ['1.2'] });
const VERSIONS = versionsOf(tou, dearer, water);

test('use is billed by version, component and period; what has one price in one line; water beside it, its sewage untaxed', () => {
  const bill = composeBill(
    input([month(AUGUST, [used(tou, 'peak', 1_500), used(tou, 'flat', 1_000, '2026-08-09'), used(water, 'flat', 12_345)])], VERSIONS),
  );
  expect(shown(bill.lines)).toEqual([
    'use purchase peak 1500 1.05',
    'use purchase flat 1000 0.40',
    'use td all 2500 0.25',
    'use base all 12345 40.74',
    'use sewage all 12345 14.81',
  ]);
  expect(bill.lines.map(({ taxRate, excl, tax }) => [taxRate, excl, tax])).toEqual([
    [1_300, 93n, 12n],
    [1_300, 35n, 5n],
    [1_300, 22n, 3n],
    [900, 3_738n, 336n],
    [0, 1_481n, 0n],
  ]);
  expect(bill.lines[2]).toMatchObject({ from: '2026-08-01', to: '2026-08-09' });
  expect([bill.total, bill.usedWh, bill.usedL]).toEqual([5_725n, 2_500n, 12_345n]);
});

test('what was used without a price, or charged by other prices than stand there, is told', () => {
  const nobody: UseRow = { ...used(tou, 'flat', 40), versionId: 0, charge: exact(0n) };
  const old = { ...used(tou, 'flat', 1_000), charge: exact(1n) };
  expect(composeBill(input([month(AUGUST, [nobody, old])], VERSIONS)).faults).toEqual([
    { type: 'unpriced', quantity: 40 },
    { type: 'notRerated', versionId: 7 },
  ]);
});

test('shares of the allocation are lines with their kWh and no price; one without money is told', () => {
  const share = { group: null, kind: 'lineLoss', via: null, revision: 1, wh: 1_000n, amount: fen(52n) };
  const bill = composeBill(
    input([month(AUGUST, [])], VERSIONS, { shares: [{ ...share, kind: 'sharedArea', via: 'B1', revision: 1, amount: null }, share] }),
  );
  expect(shown(bill.lines)).toEqual(['share lineLoss all 1000 0.52']);
  expect(bill.faults).toEqual([{ type: 'unpricedShare', kind: 'sharedArea' }]);
});

describe('late data after issue', () => {
  const first = composeBill(input([month(AUGUST, [used(tou, 'flat', 1_000), used(tou, 'peak', 500)])], VERSIONS));
  const next = (rows: readonly UseRow[]) =>
    composeBill(
      input(
        [month(AUGUST, rows, { billed: billedBy(AUGUST, first.lines) }), month(SEPTEMBER, [used(tou, 'flat', 100, '2026-09-02')])],
        VERSIONS,
      ),
    );

  test('is the next bill’s lines, with the month and the reason', () => {
    const bill = next([used(tou, 'flat', 1_250), used(tou, 'peak', 500)]);
    expect(shown(bill.lines)).toEqual([
      'use purchase flat 100 0.04',
      'use td all 100 0.01',
      'correction purchase flat 250 0.10',
      'correction td all 250 0.03',
    ]);
    expect(bill.lines.filter(({ kind }) => kind === 'correction').map(({ month: of, reason }) => [of, reason])).toEqual([
      [AUGUST, 'newReadings'],
      [AUGUST, 'newReadings'],
    ]);
    // The month's own use is without them.
    expect(bill.usedWh).toBe(100n);
  });
  test('of another price gives back at the old one and charges at the new', () => {
    const bill = next([used(dearer, 'flat', 1_000), used(dearer, 'peak', 500)]);
    const corrected = bill.lines.filter(({ kind }) => kind === 'correction');
    expect(corrected.every(({ reason }) => reason === 'newPrice')).toBe(true);
    // 1.5 kWh at one more fen: 0.165 is 0.17, 0.15 was billed.
    expect(corrected.reduce((sum, { amount }) => sum + amount, 0n)).toBe(2n);
  });
  test('that changes nothing makes no line', () => {
    expect(shown(next([used(tou, 'peak', 500), used(tou, 'flat', 1_000)]).lines).filter((line) => line.startsWith('correction'))).toEqual(
      [],
    );
  });
});

describe('a second part and a power factor that late data changed', () => {
  const energy = version(7, 'electricity', { all: ['0.5'] });
  const versions = versionsOf(energy);
  const charge = (kW: number): TwoPartCharge => ({
    mode: 'actual',
    quantity: kW * 1_000,
    price: price('42'),
    charge: chargeOf(quantity(kW * 1_000), price('42')),
    discounted: false,
  });
  const factor = (varh: number) => ({
    terms: { standard: 90 as const, base: ['all', 'demand'], rewardAllowed: true },
    seen: { activeWh: quantity(1_000_000), reactiveVarh: quantity(varh) },
  });
  const rows = [used(energy, 'flat', 1_000_000)];
  const august = composeBill(input([month(AUGUST, rows)], versions, { demand: charge(100), powerFactor: factor(900_000) }));
  const said = billedBy(AUGUST, august.lines);
  const next = (contract: MonthOfUse['contract']) =>
    composeBill(input([month(AUGUST, rows, { billed: said, contract: contract ?? {} }), month(SEPTEMBER, [])], versions)).lines;

  test('are corrected on the next bill, the factor on what the month comes to now', () => {
    const whole = composeBill(input([month(AUGUST, rows)], versions, { demand: charge(110), powerFactor: factor(500_000) }));
    const lines = next({ demand: charge(110), powerFactor: factor(500_000) });
    expect(lines.map(({ kind, component, reason, posted }) => [kind, component, reason, posted])).toEqual([
      ['correction', 'powerFactor', 'newReadings', false],
      ['correction', 'demand', 'newReadings', false],
    ]);
    expect(august.total + lines.reduce<bigint>((sum, { amount }) => sum + amount, 0n)).toBe(whole.total);
  });

  test('and only where the bill spoke of them: terms that came or went later change no earlier month', () => {
    expect(next({})).toEqual([]);
    const plain = billedBy(AUGUST, composeBill(input([month(AUGUST, rows)], versions)).lines);
    const later = month(AUGUST, rows, { billed: plain, contract: { demand: charge(100), powerFactor: factor(900_000) } });
    expect(composeBill(input([later, month(SEPTEMBER, [])], versions)).lines).toEqual([]);
  });
});

test('a month billed anew after its reversal takes back what a later bill corrected of it', () => {
  const rows = [used(tou, 'flat', 1_250)];
  const first = composeBill(input([month(AUGUST, [used(tou, 'flat', 1_000)])], VERSIONS));
  const later = composeBill(input([month(AUGUST, rows, { billed: billedBy(AUGUST, first.lines) }), month(SEPTEMBER, [])], VERSIONS));
  const so = [...first.lines, ...later.lines, ...reversalLines(first.lines)];
  const anew = composeBill(input([month(AUGUST, rows, { billed: billedBy(AUGUST, so) })], VERSIONS));
  expect(anew.lines.filter(({ kind }) => kind === 'correction').every(({ reason }) => reason === 'billedBefore')).toBe(true);
  const right = composeBill(input([month(AUGUST, rows)], VERSIONS));
  expect([...so, ...anew.lines].reduce((sum, { amount }) => sum + amount, 0n)).toBe(right.total);
});

describe('a statement', () => {
  const rows = [used(tou, 'flat', 1_250)];
  /** As settlements post the lines of these rows. */
  const settledAt = (of: readonly UseRow[]) =>
    useCharges(of, VERSIONS).charges.map(({ lineKey, exact: charge }) => ({ lineKey, posted: roundToFen(charge) }));
  const statement = (settled: ReturnType<typeof settledAt>) =>
    composeBill(
      input([month(AUGUST, rows, { settled })], VERSIONS, {
        kind: 'statement',
        shares: [{ group: null, kind: 'sharedArea', via: null, revision: 1, wh: 10n, amount: fen(7n) }],
      }),
    );
  test('comes to what was taken, line by line, and what is still to be', () => {
    const bill = statement(settledAt(rows));
    expect(shown(bill.lines)).toEqual(['use purchase flat 1250 0.50', 'use td all 1250 0.13', 'share sharedArea all 10 0.07']);
    expect([bill.total, bill.toPost, bill.faults]).toEqual([70n, 7n, []]);
  });
  test('of lines that are not settled says so, and by how much', () => {
    expect(statement(settledAt([used(tou, 'flat', 1_000)])).faults).toEqual([{ type: 'unsettled', amount: 13n }]);
    expect(statement([]).faults).toEqual([{ type: 'unsettled', amount: 63n }]);
  });
  test('gives back what settlements by the day had rounded in an earlier one', () => {
    const rounding = { ...NO_USE, component: 'dailyRounding', amount: fen(1n) };
    const before = settledAt(rows).length;
    const first = composeBill(input([month(AUGUST, rows, { settled: settledAt(rows) })], VERSIONS, { kind: 'statement' }));
    const next = composeBill(
      input(
        [
          month(AUGUST, rows, { settled: settledAt(rows), billed: [...billedBy(AUGUST, first.lines), rounding] }),
          month(SEPTEMBER, [], { settled: [] }),
        ],
        VERSIONS,
        { kind: 'statement' },
      ),
    );
    expect(before).toBe(2);
    expect(next.lines.map(({ component, amount, posted, unit }) => [component, amount, posted, unit])).toEqual([
      ['dailyRounding', -1n, true, null],
    ]);
  });
});

test('a reversal is the whole bill with the other sign, its tax too', () => {
  const bill = composeBill(input([month(AUGUST, [used(tou, 'peak', 1_501), used(water, 'flat', 7)])], VERSIONS));
  const both = [...bill.lines, ...reversalLines(bill.lines)];
  for (const pick of [
    (line: BillLine) => line.amount,
    (line: BillLine) => line.excl,
    (line: BillLine) => line.tax,
    (line: BillLine) => line.quantity ?? 0n,
  ])
    expect(both.reduce((sum, line) => sum + pick(line), 0n)).toBe(0n);
});

describe('for any use', () => {
  const row = fc
    .record({
      of: fc.constantFrom(tou, dearer, water),
      period: fc.constantFrom(...PERIODS),
      wh: fc.integer({ min: -5_000, max: 90_000_000 }),
      day: fc.integer({ min: 0, max: 30 }),
    })
    .map(({ of, period, wh, day }) => used(of, period, wh, addDays(parkDay('2026-08-01'), day)));
  const composed = (rows: readonly UseRow[]) => composeBill(input([month(AUGUST, rows)], VERSIONS));

  test('the order of what was used, and how it is split, change nothing', () => {
    const shuffled = fc
      .array(row, { maxLength: 40 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }), fc.integer({ min: 1, max: 9 })));
    fc.assert(
      fc.property(shuffled, ([rows, others, parts]) => {
        const split = others.flatMap((one) => {
          const of = VERSIONS.get(one.versionId) ?? tou;
          const part = Math.trunc(one.quantity / parts);
          return [part, one.quantity - part].map((wh) => used(of, one.period, wh, one.from));
        });
        expect(composed(split)).toEqual(composed(rows));
      }),
    );
  });

  test('the total is the sum of the lines, its tax split adds up, and lines are their quantity times their price, rounded once', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const bill = composed(rows);
        expect(bill.lines.reduce((sum, { amount }) => sum + amount, 0n)).toBe(bill.total);
        for (const line of bill.lines) {
          expect(line.excl + line.tax).toBe(line.amount);
          expect(roundToFen(chargeOf(quantity(Number(line.quantity)), line.price ?? price('0')))).toBe(line.amount);
        }
      }),
    );
  });

  test('what came late ends at the same sum, whenever it was billed', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), fc.array(row, { maxLength: 20 }), fc.array(row, { maxLength: 20 }), (a, b, c) => {
        const first = composed(a);
        const follow = (rows: readonly UseRow[], before: readonly BillLine[]) =>
          composeBill(input([month(AUGUST, rows, { billed: billedBy(AUGUST, before) }), month(SEPTEMBER, [])], VERSIONS)).lines;
        const second = follow([...a, ...b], first.lines);
        const third = follow([...a, ...b, ...c], [...first.lines, ...second]);
        const all = composed([...a, ...b, ...c]);
        expect([...first.lines, ...second, ...third].reduce((sum, { amount }) => sum + amount, 0n)).toBe(all.total);
      }),
    );
  });

  test('settled and stated whenever and however often, statements say what was taken, and both come to each line rounded once', () => {
    const step = fc.record({ rows: fc.array(row, { maxLength: 8 }), settles: fc.integer({ min: 0, max: 3 }), states: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const rows: UseRow[] = [];
        const posted = new Map<string, PostedLine>();
        let taken = 0n;
        const stated: BillLine[] = [];
        const settle = () => {
          const owed = owedByLine(useCharges(rows, VERSIONS).charges, [...posted.values()]);
          for (const one of owed) posted.set(one.lineKey, one);
          taken += owedSum(owed);
        };
        const state = () => {
          const settled = [...posted.values()];
          const august = month(AUGUST, rows, { settled, billed: billedBy(AUGUST, stated) });
          const bill =
            stated.length === 0
              ? composeBill(input([august], VERSIONS, { kind: 'statement' }))
              : composeBill(input([august, month(SEPTEMBER, [], { settled: [] })], VERSIONS, { kind: 'statement' }));
          expect(bill.faults).toEqual([]);
          expect(bill.toPost).toBe(0n);
          stated.push(...bill.lines);
          expect(stated.reduce((sum, { amount }) => sum + amount, 0n)).toBe(taken);
        };
        for (const { rows: more, settles, states } of steps) {
          rows.push(...more);
          for (let i = 0; i < settles; i++) settle();
          if (settles > 0 && states) state();
        }
        settle();
        state();
        expect(taken).toBe(composed(rows).total);
      }),
    );
  });
});
