import { initTRPC } from '@trpc/server';
import { RESALE_DEFAULT, type ResaleRule } from '#domain/allocation/rules.ts';
import type { ParkDocument } from '#domain/board/board.ts';
import type { BillSheet } from '#domain/purchase/bill-sheet.ts';
import { type ReadingCells, readingFromCells } from '#domain/purchase/master-reading.ts';
import type { PurchaseSums } from '#domain/purchase/purchase-sums.ts';
import { type ResaleUse, resaleOf } from '#domain/purchase/resale.ts';
import { CHONGQING_FILE } from '#domain/purchase/testing/chongqing-file.ts';
import type { Period } from '#domain/tariff/tariff.ts';
import { HOUR_MS, type InstantMs, instantMs } from '#domain/time/instant.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { fen, yuanFromFen } from '#domain/units/money.ts';
import { judge, methodsOut } from '#server/trpc/purchase-answers.ts';

const t = initTRPC.context<{ readonly role: string | null }>().create();
const asked = <T>() => t.procedure.input({ parse: (value: unknown) => value as T });

interface OfMonth {
  readonly park: string;
  readonly month: string;
}
interface OfBill extends OfMonth {
  readonly kind: 'grid' | 'pv';
  readonly sheet?: BillSheet;
  readonly text?: string;
  readonly reason?: string | null;
}

const PV_FILE =
  '账单编号,PV-3107\n电费合计,19310.40\n费用类别,费用组成,分时时段,计费电量,计费标准,电费\n光伏自用电费,,峰,18420,0.62,11420.40\n光伏自用电费,,平,21060,0.41,8634.60\n余电上网收入,,,-1900,0.3919,-744.61\n';

/** As a person of the park writes what the file says in codes. */
const GRID_FILE = CHONGQING_FILE.replace(
  'purchase lineLoss td demand catalogue',
  '市场化购电费 上网环节线损费用 输配电量电费 输配容量电费 目录电费',
)
  .replace('industrial', '工商业')
  .replace('residential', '居民');

interface Kept {
  readonly sheet: BillSheet | null;
  readonly revision: number;
  readonly acceptedFor: string | null;
  readonly enteredAt: InstantMs;
}

/** What a park buys, over the sample parks, checked by the real rules: `main` has the bill of Chongqing and a roof's that is a cent off; `south` reads its master by hand. */
export const samplePurchase = (now: () => InstantMs, documentOf: (park: string) => ParkDocument) => {
  const kept = new Map<string, Kept>();
  const resale = new Map<string, ResaleRule>();
  const readings = new Map<string, ReadingCells | null>();
  const keyOf = ({ park, month, kind }: OfBill) => `${park} ${month} ${kind}`;
  const judged = (of: OfBill) => judge({ ...of, month: parkDay(`${of.month}-01`) });
  const enter = (of: OfBill, acceptedFor: string | null = null) => {
    const revision = (kept.get(keyOf(of))?.revision ?? 0) + 1;
    kept.set(keyOf(of), { sheet: judged(of).sheet, revision, acceptedFor, enteredAt: instantMs(now() - 5 * HOUR_MS) });
  };
  const sample = (month: string, kind: 'grid' | 'pv', text: string): OfBill => ({ park: 'main', month, kind, text });
  for (const month of ['2026-10', '2026-09', '2026-08', '2026-07', '2026-06']) enter(sample(month, 'grid', GRID_FILE));
  enter(sample('2026-10', 'pv', PV_FILE));
  enter(sample('2026-08', 'pv', PV_FILE), '业主按其系统四舍五入');

  const latest = (of: OfBill) => {
    const own = kept.get(keyOf(of));
    if (!own) return null;
    const found = own.sheet === null ? null : judged({ ...of, sheet: own.sheet });
    const doubts = found?.doubts ?? [];
    return {
      kind: of.kind,
      number: own.sheet?.header.number ?? '',
      revision: own.revision,
      state: own.sheet === null ? 'taken' : doubts.length === 0 ? 'adds' : own.acceptedFor === null ? 'open' : 'accepted',
      yuan: found?.bill ? yuanFromFen(found.bill.total) : '0.00',
      energyYuan: found?.sums?.energyYuan ?? '0.00',
      capacityYuan: found?.sums?.capacityYuan ?? '0.00',
      powerFactorYuan: found?.sums?.powerFactorYuan ?? '0.00',
      usedWh: found?.sums?.usedWh ?? 0,
      doubts: doubts.length,
      acceptedFor: own.acceptedFor,
      enteredAt: own.enteredAt,
      sheet: own.sheet,
      doubtsOf: doubts,
      subtotalRows: found?.subtotalRows ?? [],
      revisions: [],
    };
  };
  const KINDS = ['grid', 'pv'] as const;

  return t.router({
    list: asked<{ readonly park: string; readonly from: string; readonly to: string }>().query(({ input }) => {
      const months = [...new Set([...kept.keys()].filter((key) => key.startsWith(`${input.park} `)).map((key) => key.split(' ')[1] ?? ''))];
      return months
        .toSorted()
        .reverse()
        .map((month) => ({ month, bills: KINDS.flatMap((kind) => latest({ park: input.park, month, kind }) ?? []) }));
    }),
    month: asked<OfMonth>().query(({ input }) => ({
      frozen: input.month < '2026-08',
      resale: resale.get(input.park) ?? { ...RESALE_DEFAULT, way: 'actualBill', sharedPrice: 'remainder' },
      bills: KINDS.flatMap((kind) => latest({ ...input, kind }) ?? []),
      meters:
        input.park === 'south'
          ? ['G', 'PV-ROOF'].map((point) => {
              const cells = readings.get(`${input.month} ${point}`) ?? null;
              const read = cells === null ? null : readingFromCells(cells);
              return {
                point,
                name: point === 'G' ? { zh: '关口表', en: 'Master meter' } : { zh: '屋顶光伏', en: 'Roof PV' },
                role: point === 'G' ? 'grid' : 'pv',
                reading:
                  read?.type === 'reading'
                    ? { cells, wh: Number(read.reading.wh), exportedWh: Number(read.reading.exportedWh), enteredAt: now() }
                    : null,
              };
            })
          : [],
    })),
    check: asked<OfBill>().mutation(({ input }) => {
      const { bill: _, ...told } = judged(input);
      return told;
    }),
    enter: asked<OfBill>().mutation(({ input }) => {
      const { bill, doubts } = judged(input);
      if (bill === null) return { type: 'faults' };
      if (doubts.length > 0 && !input.reason) return { type: 'doubts' };
      enter(input, input.reason ?? null);
      return { type: 'entered' };
    }),
    takeBack: asked<OfBill>().mutation(({ input }) => {
      const own = kept.get(keyOf(input));
      if (own) kept.set(keyOf(input), { ...own, sheet: null, revision: own.revision + 1 });
      return { taken: own !== undefined };
    }),
    methods: asked<OfMonth>().query(({ input }) => {
      if (!kept.has(`${input.park} ${input.month} grid`)) return { type: 'not', because: 'noBill' };
      return { type: 'compared', ...comparedOf(Object.keys(documentOf(input.park).accounts)) };
    }),
    saveResale: asked<OfMonth & { readonly resale: ResaleRule }>().mutation(({ input }) => {
      resale.set(input.park, input.resale);
      return { type: 'saved', revision: 2 };
    }),
    enterReading: asked<OfMonth & { readonly point: string; readonly cells: ReadingCells | null }>().mutation(({ input }) => {
      const read = input.cells === null ? null : readingFromCells(input.cells);
      if (read?.type === 'faults') return read;
      readings.set(`${input.month} ${input.point}`, input.cells);
      return { type: 'entered' };
    }),
  });
};

const DATED: readonly Period[] = ['criticalPeak', 'peak', 'flat', 'valley'];

/** By the real methods; some accounts work by night. */
const comparedOf = (accounts: readonly string[]) => {
  const found = judge({ kind: 'grid', month: parkDay('2026-10-01'), text: CHONGQING_FILE }).bill;
  if (found === null) throw new Error('the sample bill cannot be read');
  const pv: PurchaseSums = {
    ...found.sums,
    energy: fen(2_005_500n),
    capacity: fen(0n),
    powerFactor: fen(0n),
    exportIncome: fen(74_461n),
    byPeriod: [],
  };
  const uses = accounts.flatMap((account, i): ResaleUse[] =>
    DATED.map((period, p) => {
      const night = (p === 3) === (i % 3 === 0);
      const wh = BigInt(Math.round(280_000_000 / accounts.length / 4) + i * 137_000) * (night ? 2n : 1n);
      // Who works by day gets the roof's.
      const pvWh = p === 3 ? 0n : wh / (night ? 20n : 5n);
      return { user: { type: 'account', account }, period, gridWh: wh - pvWh, pvWh };
    }),
  );
  const lit: ResaleUse = { user: { type: 'pool', group: null }, period: 'valley', gridWh: 30_000_000n, pvWh: 0n };
  const borne = accounts.map((account) => ({ group: null, account, wh: 30_000_000n / BigInt(accounts.length) }));
  const input = { grid: found.sums, pv, exportSharePpm: 1_000_000, uses: [...uses, lit], borne };
  const whOf = new Map<string | null, bigint>();
  for (const { user, gridWh, pvWh } of uses)
    if (user.type === 'account') whOf.set(user.account, (whOf.get(user.account) ?? 0n) + gridWh + pvWh);
  for (const { account, wh } of borne) whOf.set(account, (whOf.get(account) ?? 0n) + wh);
  const of = (method: 'composite' | 'period' | 'interval') => resaleOf({ ...input, method });
  return methodsOut({ bills: [found.number], whOf, found: { composite: of('composite'), period: of('period'), interval: of('interval') } });
};
