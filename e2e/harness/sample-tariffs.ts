import { initTRPC, TRPCError } from '@trpc/server';
import type { KeptTariff, KeptVersion } from '#db/park/select-tariffs.ts';
import type { ParkDocument } from '#domain/board/board.ts';
import { contentFromFile, versionFromContent } from '#domain/park/tariff-content.ts';
import { heldFrom, kindOfChange, withVersion } from '#domain/tariff/change-version.ts';
import { AREAS, sourceOf } from '#domain/tariff/provinces/areas.ts';
import type { InstantMs } from '#domain/time/instant.ts';
import { addDays, parkDay, parkDayOf } from '#domain/time/park-day.ts';
import { fen } from '#domain/units/money.ts';
import { type As, checkVersion } from '#server/tariff/check-version.ts';
import type { Effect } from '#server/tariff/effect.ts';
import { dayAnswer, effectAnswer, ruleAnswer, tariffAnswer, versionAnswer } from '#server/trpc/tariffs-answers.ts';
import { ZONE } from './sample-day.ts';
import { VERSION } from './sample-explain.ts';

const t = initTRPC.context<{ readonly role: string | null }>().create();
const asked = <T>() => t.procedure.input({ parse: (value: unknown) => value as T });

interface Asked {
  readonly park: string;
  readonly tariff: string;
}
interface AskedDraft extends Asked {
  readonly as: As;
  readonly version: unknown;
  readonly day: string;
  readonly base: number;
}

const SHANDONG = AREAS.find(({ code }) => code === 'shandong');
const CALENDAR = new Map([
  [parkDay('2026-10-01'), { day: parkDay('2026-10-01'), name: '国庆节', off: true }],
  [parkDay('2027-01-01'), { day: parkDay('2027-01-01'), name: '元旦', off: true }],
]);
const words = (zh: string, en: string) => ({ zh, en });

const PARTS = [
  { code: 'purchase', name: words('代理购电价格', 'Purchase'), flat: 0.4113, floats: true },
  { code: 'td', name: words('输配电价', 'T&D'), flat: 0.1437, floats: true },
  { code: 'lineLoss', name: words('上网环节线损费用', 'Line loss'), flat: 0.0162, floats: false },
  { code: 'sysOp', name: words('系统运行费', 'System operation'), flat: 0.0316, floats: false },
  { code: 'fund', name: words('政府性基金及附加', 'Government funds'), flat: 0.0292, floats: false },
] as const;
const FLOATS = { deepValley: 0.1, valley: 0.3, flat: 1, peak: 1.7, criticalPeak: 2 } as const;

const kept = (version: Parameters<typeof contentFromFile>[0]): KeptVersion => ({
  validFrom: version.validFrom,
  source: version.source,
  ...contentFromFile(version),
});

const touVersion = (validFrom: string, source: string, by: number): KeptVersion =>
  kept({
    validFrom,
    source,
    components: PARTS.map(({ code, name, flat, floats }) => {
      const of = (float: number) => (flat * (code === 'purchase' ? by : 1) * (floats ? float : 1)).toFixed(8);
      return {
        code,
        name,
        prices: {
          deepValley: of(FLOATS.deepValley),
          valley: of(FLOATS.valley),
          flat: of(1),
          peak: of(FLOATS.peak),
          criticalPeak: of(FLOATS.criticalPeak),
        },
      };
    }),
    rules: SHANDONG?.rules ?? [],
    demandPrice: '38.4',
    capacityPrice: '24',
  });

const CURVE = [31, 30, 29, 29, 30, 34, 42, 51, 48, 36, 22, 14, 11, 13, 21, 35, 52, 66, 71, 69, 61, 52, 43, 36];
const market = (from: string, to?: string) => ({
  from,
  ...(to === undefined ? {} : { to }),
  prices: CURVE.map((hundredth, hour) => ((hundredth + (from.endsWith('12-01') ? hour % 3 : 0)) / 100).toFixed(4)),
});

const TARIFFS: readonly KeptTariff[] = [
  {
    id: 1,
    code: 'tou',
    medium: 'electricity',
    name: VERSION.name,
    steps: [],
    accounts: 36,
    points: 48,
    versions: [
      touVersion('2026-01-01', '鲁发改价格〔2023〕914号; 国网山东 2026 年 1 月代理购电价格表', 0.94),
      touVersion('2026-08-01', '鲁发改价格〔2023〕914号; 国网山东 2026 年 8 月代理购电价格表', 1),
      touVersion('2026-12-01', '鲁发改价格〔2023〕914号; 国网山东 2026 年 12 月代理购电价格表', 1.06),
    ],
  },
  {
    id: 2,
    code: 'market',
    medium: 'electricity',
    name: words('零售市场套餐', 'Market contract'),
    steps: [],
    accounts: 4,
    points: 7,
    versions: [
      kept({
        validFrom: '2026-03-01',
        source: '零售合同 LS-2026-0147',
        components: PARTS.slice(1).map(({ code, name, flat }) => ({ code, name, prices: { flat: flat.toFixed(8) } })),
        rules: [],
        vectors: [
          { code: 'market', name: words('零售电价', 'Market price'), days: [market('2026-03-01', '2026-12-01'), market('2026-12-01')] },
        ],
      }),
    ],
  },
  {
    id: 3,
    code: 'water',
    medium: 'water',
    name: words('自来水', 'Water'),
    accounts: 31,
    points: 33,
    steps: [
      {
        code: 'overQuota',
        name: words('超定额加价', 'Over quota'),
        window: 'year',
        of: 'quota',
        versions: [{ from: '2026-01-01', limits: ['100', '120', '140'], surcharges: ['0', '4.2', '8.4', '12.6'] }],
      },
    ],
    versions: [
      kept({
        validFrom: '2025-01-01',
        source: '济价格〔2024〕12号',
        components: [
          { code: 'water', name: words('水费', 'Water'), prices: { flat: '4.2' } },
          { code: 'sewage', name: words('污水处理费', 'Sewage'), prices: { flat: '1.4' } },
        ],
        rules: [],
      }),
    ],
  },
];

/** Prices of the sample parks, by the real checks: `empty` has none. What is saved stays until the harness ends. */
export const sampleTariffs = (now: () => InstantMs, documentOf: (park: string) => ParkDocument) => {
  const saved = new Map<string, { tariffs: readonly KeptTariff[]; base: number }>();
  const of = (park: string) => saved.get(park) ?? { tariffs: park === 'empty' ? [] : TARIFFS, base: 7 };
  const today = () => parkDayOf(now(), ZONE);
  const tariffOf = ({ park, tariff }: Asked): KeptTariff => {
    const found = of(park).tariffs.find(({ code }) => code === tariff);
    if (!found) throw new TRPCError({ code: 'NOT_FOUND', message: 'no such tariff' });
    return found;
  };
  const put = (park: string, tariff: KeptTariff, versions: readonly KeptVersion[]) =>
    saved.set(park, {
      tariffs: of(park).tariffs.map((one) => (one.code === tariff.code ? { ...tariff, versions } : one)),
      base: of(park).base + 1,
    });
  const dated = (version: KeptVersion) => ({ validFrom: parkDay(version.validFrom), version });
  const at = { zone: ZONE, calendar: CALENDAR };
  const priced = (version: KeptVersion) =>
    versionFromContent({ id: 0, validFrom: version.validFrom, source: version.source, content: contentFromFile(version) });
  return t.router({
    list: asked<{ park: string }>().query(({ input }) => ({
      today: String(today()),
      base: of(input.park).base,
      tariffs: of(input.park).tariffs.map((tariff) => tariffAnswer(tariff, today())),
    })),
    version: asked<Asked & { validFrom: string }>().query(({ input }) => {
      const tariff = tariffOf(input);
      const version = tariff.versions.find(({ validFrom }) => validFrom === input.validFrom);
      if (!version) throw new TRPCError({ code: 'NOT_FOUND', message: 'no such version' });
      return versionAnswer(tariff, version, today());
    }),
    day: asked<Asked & { day: string }>().query(({ input }) => {
      const version = tariffOf(input).versions.findLast(({ validFrom }) => validFrom <= input.day);
      return dayAnswer(version ? priced(version) : null, parkDay(input.day), at);
    }),
    uses: asked<Asked>().query(({ input }) => {
      const { accounts, points } = documentOf(input.park);
      const { medium, accounts: some } = tariffOf(input);
      return Object.values(accounts)
        .slice(0, some)
        .flatMap(({ code, name, points: own }) =>
          own.flatMap((point) => {
            const found = points[point];
            return found?.medium === medium ? [{ account: code, accountName: name, point, pointName: found.name }] : [];
          }),
        );
    }),
    templates: asked<{ park: string }>().query(() =>
      AREAS.map((area) => ({
        code: area.code,
        name: area.area,
        source: sourceOf(area),
        rules: area.rules.map(ruleAnswer),
        gaps: area.gaps,
      })),
    ),
    preview: asked<AskedDraft>().mutation(({ input }) => {
      const tariff = tariffOf(input);
      const checked = checkVersion(input.version, { tariff, as: input.as, firstOpenDay: '2026-10-01' });
      if (checked.type === 'refused') return { type: 'faults', faults: checked.faults };
      const version = kept(checked.version);
      return {
        type: 'effect',
        base: of(input.park).base,
        day: dayAnswer(priced(version), parkDay(input.day), at),
        ...effectAnswer(sampleEffect(tariff, version, { today: today(), document: documentOf(input.park) })),
        closedBefore: '2026-10-01',
        otherMoney: { demand: false, steps: tariff.steps.length > 0 },
      };
    }),
    save: asked<AskedDraft>().mutation(({ input }) => {
      const tariff = tariffOf(input);
      if (input.base !== of(input.park).base) return { type: 'stale' };
      const checked = checkVersion(input.version, { tariff, as: input.as, firstOpenDay: '2026-10-01' });
      if (checked.type === 'refused') return { type: 'faults', faults: checked.faults };
      const version = kept(checked.version);
      put(
        input.park,
        tariff,
        withVersion(tariff.versions.map(dated), dated(version)).map((one) => one.version),
      );
      return { type: 'saved', kind: kindOfChange(parkDay(version.validFrom), today()), points: tariff.points };
    }),
    withdraw: asked<Asked & { validFrom: string }>().mutation(({ input }) => {
      const tariff = tariffOf(input);
      if (tariff.versions.length === 1) return { type: 'refused', because: 'onlyOne' };
      put(
        input.park,
        tariff,
        tariff.versions.filter(({ validFrom }) => validFrom !== input.validFrom),
      );
      return { type: 'withdrawn' };
    }),
  });
};

/** Made up: each account by its share, dearer by what the flat price is. */
const sampleEffect = (
  tariff: KeptTariff,
  version: KeptVersion,
  { today, document }: { readonly today: ReturnType<typeof parkDay>; readonly document: ParkDocument },
): Effect => {
  const flatOf = ({ components }: KeptVersion) => components.reduce((sum, { prices }) => sum + Number(prices.flat), 0);
  const before = tariff.versions.findLast(({ validFrom }) => validFrom <= today) ?? version;
  const rise = flatOf(version) / flatOf(before);
  const from = parkDay(version.validFrom);
  const held = heldFrom(
    tariff.versions.map((one) => ({ validFrom: parkDay(one.validFrom) })),
    from,
  );
  const kind = kindOfChange(from, today);
  const yuan = (share: number, by: number) => fen(BigInt(Math.round(share * by * 100)));
  const accounts = Object.values(document.accounts);
  const used = accounts.map(({ code, name }, i) => ({ account: code, name, spent: 3_200 + 9_400 * Math.abs(Math.sin(i * 1.7)) }));
  const total = used.reduce((sum, { spent }) => sum + spent, 0);
  const part = kind === 'scheduled' ? 0 : kind === 'immediate' ? 0.02 : 0.7;
  const monthStart = parkDay(`${today.slice(0, 7)}-01`);
  const last = addDays(monthStart, -1);
  const month = (by: number) => ({
    accounts: used.length,
    quantity: Math.round(total * by * 1_500),
    now: yuan(total, by),
    against: yuan(total, by * rise),
  });
  const days = kind === 'scheduled' ? 0 : Math.round((Date.parse(today) - Date.parse(from)) / 86_400_000) + 1;
  return {
    kind,
    held,
    lastMonth: { from: parkDay(`${last.slice(0, 7)}-01`), to: last, ...month(1) },
    secondPart: { month: parkDay(`${last.slice(0, 7)}-01`), accounts: 3, now: yuan(18_420, 1), against: yuan(18_420, rise), unpriced: 0 },
    months: kind === 'scheduled' ? [] : monthsOf({ from, last, monthStart, today }, month, part),
    more: false,
    days,
    accounts: kind === 'scheduled' ? 0 : used.length,
    top: used
      .toSorted((a, b) => b.spent - a.spent)
      .slice(0, 10)
      .filter(() => rise !== 1)
      .map(({ account, name, spent }) => ({ account, name, now: yuan(spent, part || 1), against: yuan(spent, (part || 1) * rise) })),
    bills: from < monthStart ? [{ month: parkDay('2026-10-01'), bills: 29 }] : [],
  };
};

type Day = ReturnType<typeof parkDay>;
interface Days {
  readonly from: Day;
  readonly last: Day;
  readonly monthStart: Day;
  readonly today: Day;
}

/** The running month, and before it one part of the last. */
const monthsOf = <T>({ from, last, monthStart, today }: Days, month: (by: number) => T, part: number) => {
  if (from >= monthStart) return [{ from, to: today, ...month(part) }];
  return [
    { from, to: last, ...month(0.4) },
    { from: monthStart, to: today, ...month(part) },
  ];
};
