import { initTRPC } from '@trpc/server';
import { AREAS } from '#domain/tariff/provinces/areas.ts';
import { VERSION } from './sample-explain.ts';
import { STEPPED } from './sample-tiers.ts';

const t = initTRPC.context<{ readonly role: string | null }>().create();
const asked = <T>() => t.procedure.input({ parse: (value: unknown) => value as T });

const MONTHS = [
  '2025-11',
  '2025-12',
  '2026-01',
  '2026-02',
  '2026-03',
  '2026-04',
  '2026-05',
  '2026-06',
  '2026-07',
  '2026-08',
  '2026-09',
  '2026-10',
];
const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** A year of a park under other prices, made up. */
export const sampleWhatIf = () =>
  t.router({
    choices: asked<{ park: string }>().query(({ input }) => ({
      tariffs:
        input.park === 'empty'
          ? []
          : [
              { code: 'tou', name: VERSION.name, from: '2026-08-01', versions: 2, source: VERSION.version.source },
              { code: 'single', name: { zh: '工商业单一制', en: 'Single-part' }, from: '2026-01-01', versions: 1, source: '园区价格表' },
            ],
      areas: AREAS.map(({ code, area, documents, floating, gaps }) => ({
        code,
        name: area,
        documents,
        customers: [...new Map(floating.flatMap(({ customers }) => (customers ? [[customers.en, customers] as const] : []))).values()],
        known: floating.length > 0,
        gaps,
      })),
    })),
    tariff: asked<{ park: string; account?: string; from: string; to: string; tariff?: string; area?: string }>().query(({ input }) => {
      if (input.account === 'A-001') return { type: 'refused', why: 'noLoad' };
      const share = input.account === undefined ? 1 : 0.04;
      const better = input.area === undefined ? 0.918 : 1.047;
      const months = MONTHS.filter((month) => month >= input.from && month <= input.to).map((month, i) => {
        const wh = Math.round(share * (1_180 + 260 * Math.cos((i / 12) * 2 * Math.PI)) * 1e6);
        const now = Math.round((wh / 1_000) * 71.83);
        const against = Math.round(now * (better + 0.02 * Math.sin(i)));
        return { month, wh, whCharged: i === 3 ? wh - 12_400 : wh, now, against, complete: i !== 0 };
      });
      const total = (read: (month: (typeof months)[number]) => number) => months.reduce((all, month) => all + read(month), 0);
      return {
        type: 'compared',
        months: months.map(({ now, against, ...month }) => ({
          ...month,
          nowYuan: yuan(now),
          againstYuan: yuan(against),
          savingYuan: yuan(now - against),
          periods: [],
        })),
        nowYuan: yuan(total(({ now }) => now)),
        againstYuan: yuan(total(({ against }) => against)),
        savingYuan: yuan(total(({ now, against }) => now - against)),
        sources: [VERSION.version.source],
        takenBackFrom: input.area === undefined ? '2026-08-01' : null,
        tiers: input.tariff === 'single' ? { nowYuan: '0.00', againstYuan: '86540.12' } : { nowYuan: '0.00', againstYuan: '0.00' },
        by: 'hour',
      };
    }),
    demand: asked<{ from: string; to: string; capacityKVA: number; contractKW?: number }>().query(({ input }) => {
      const contractW = (input.contractKW ?? 470) * 1_000;
      const months = MONTHS.filter((month) => month >= input.from && month <= input.to).map((month, i) => {
        const maxDemandW = Math.round(1_000 * (440 + 70 * Math.cos((i / 12) * 2 * Math.PI)));
        const over = Math.max(0, maxDemandW - contractW * 1.05) * 2;
        return {
          month,
          maxDemandW,
          wh: 180_000_000,
          discounted: i === 0,
          fen: {
            capacity: input.capacityKVA * 2_800,
            contract: Math.round((contractW + over) * 4.2),
            actual: Math.round(maxDemandW * 4.2),
          },
        };
      });
      const total = (mode: 'capacity' | 'contract' | 'actual') => months.reduce((all, { fen }) => all + fen[mode], 0);
      const totals = { capacity: total('capacity'), contract: total('contract'), actual: total('actual') };
      const ranked = (['capacity', 'contract', 'actual'] as const).toSorted((a, b) => totals[a] - totals[b]);
      const texts = (fen: typeof totals) => ({ capacity: yuan(fen.capacity), contract: yuan(fen.contract), actual: yuan(fen.actual) });
      const [best = 'actual', , dearest = 'capacity'] = ranked;
      return {
        months: months.map(({ fen, ...month }) => ({ ...month, yuan: texts(fen) })),
        totals: texts(totals),
        best,
        savingYuan: yuan(totals[dearest] - totals[best]),
        contractW,
        bestContractW: 486_000,
      };
    }),
    forecast: asked<{ account: string }>().query(({ input }) => {
      const stepped = input.account.endsWith(`:${STEPPED}`);
      const demand = { mode: 'actual', yuan: '5184.00', quantity: 142_400, maxDemandW: 142_400, discounted: true };
      const twoPart = input.account.endsWith(':A-007');
      return {
        method: 'dayKinds',
        overDays: 28,
        monthSoFarYuan: '9284.16',
        monthEndYuan: stepped ? '14106.40' : twoPart ? '18090.40' : '12906.40',
        parts: { energyYuan: '12906.40', tiersYuan: stepped ? '1200.00' : '0.00', demand: twoPart ? demand : null },
        daysLeft: 11,
        emptyOn: '2026-12-03',
      };
    }),
  });
