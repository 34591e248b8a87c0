import { initTRPC } from '@trpc/server';
import type { ParkDocument } from '#domain/board/board.ts';
import { CLOSING_STEPS } from '#domain/ledger/close-month.ts';
import { HOUR_MS, type InstantMs, instantMs } from '#domain/time/instant.ts';
import { addDays, parkDay } from '#domain/time/park-day.ts';
import { fen, yuanFromFen } from '#domain/units/money.ts';

const t = initTRPC.context<{ readonly role: string | null }>().create();
const asked = <T>() => t.procedure.input({ parse: (value: unknown) => value as T });
type DocumentOf = (park: string) => ParkDocument;

/** The last twelve months of the samples: older ones are closed, October is ready in `main` and lacks something in `offline`, November runs. */
export const sampleBooks = (now: () => InstantMs) => {
  const closed = new Set<string>();
  return t.router({
    months: asked<{ readonly park: string; readonly months: number }>().query(({ input: { park } }) => {
      if (park === 'empty') return [];
      return MONTHS.map((month, i) => {
        const isOld = i > 1 || closed.has(`${park} ${month}`);
        const missing =
          i === 0 ? ['over', 'before', 'shared', 'run'] : park === 'offline' && i === 1 ? ['settled', 'issued', 'shifts'] : [];
        const left = park === 'offline' && i > 7;
        const bills = i === 0 || left ? 0 : 22;
        const notIssued = missing.includes('issued') ? 9 : 0;
        const billed = i === 0 || left ? 0n : billedOf(i);
        return {
          month,
          closed: isOld ? { at: instantMs(now() - (i * 30 - 24) * 24 * HOUR_MS), name: '李经理' } : null,
          run: i === 0 ? 'notRun' : 'finished',
          drafts: notIssued,
          checked: 0,
          issued: bills - notIssued,
          billedYuan: yuanFromFen(fen(billed)),
          paidYuan: yuanFromFen(fen((billed * BigInt(i === 1 ? 618 : i === 2 ? 941 : 1_000)) / 1_000n)),
          notBilled: left ? { bills: 22, yuan: yuanFromFen(fen(billedOf(i))), reason: '此前由纸质抄表出账' } : null,
          steps: CLOSING_STEPS.map((id) => ({
            id,
            state: missing.includes(id) ? 'missing' : left && id === 'issued' ? 'notNeeded' : 'done',
            missing: missing.includes(id) ? (id === 'issued' ? 9 : id === 'settled' ? 3 : 1) : 0,
          })),
          mayClose: !isOld && missing.length === 0,
        };
      });
    }),
    lateFees: asked<{ readonly park: string }>().query(({ input: { park } }) =>
      park === 'south'
        ? []
        : [
            {
              validFrom: '2026-01-01',
              dailyPpm: 2_000,
              carriedOverPpm: 3_000,
              graceDays: 0,
              capPpm: 1_000_000,
              minimumYuan: '0.00',
              source: '供用电合同',
            },
          ],
    ),
    billingTerms: asked<{ readonly park: string }>().query(({ input: { park } }) =>
      park === 'south' ? [] : [{ validFrom: '2026-01-01', daysToPay: 10, taxRates: { lease: 500 }, source: '老项目简易征收' }],
    ),
    setBillingTerms: asked<object>().mutation(() => ({ set: true })),
    setLateFee: asked<object>().mutation(() => ({ set: true })),
    close: asked<{ readonly park: string; readonly month: string }>().mutation(({ input: { park, month } }) => {
      closed.add(`${park} ${month}`);
      return { type: 'closed' };
    }),
  });
};

const MONTHS = ['11', '10', '09', '08', '07', '06', '05', '04', '03', '02', '01'].map((month) => `2026-${month}`).concat('2025-12');
/** Summers and winters cost more. */
const billedOf = (i: number): bigint => 38_214_507n + BigInt([0, 0, 9, 31, 36, 22, 4, 0, 6, 21, 30, 27][i] ?? 0) * 311_209n;

const COMPONENTS = [
  ['use', 'purchase', '购电', 'Purchase', 'electricity', 603n],
  ['use', 'td', '输配电', 'Transmission and distribution', 'electricity', 171n],
  ['use', 'fund', '政府性基金', 'Government funds', 'electricity', 44n],
  ['use', 'base', '自来水', 'Tap water', 'water', 51n],
  ['use', 'sewage', '污水处理', 'Sewage', 'sewage', 26n],
  ['share', 'sharedArea', '', '', 'electricity', 38n],
  ['share', 'lineLoss', '', '', 'electricity', 13n],
  ['share', 'capacity', '', '', 'electricity', 52n],
  ['correction', 'td', '输配电', 'Transmission and distribution', 'electricity', 2n],
] as const;
const RATES: Readonly<Record<string, bigint>> = { electricity: 113n, water: 109n, sewage: 100n };

interface OfMonths {
  readonly park: string | null;
  readonly from: string;
  readonly to: string;
}

/** Reports over the samples: twelve months, arrears of every age, three clerks; `empty` has nothing. */
export const sampleReports = (documentOf: DocumentOf) => {
  const parksOf = (park: string | null) => (park === null ? ['main', 'south'] : park === 'empty' ? [] : [park]);
  const over = <T>({ park, from, to }: OfMonths, of: (park: string, month: string, i: number) => readonly T[]): readonly T[] =>
    MONTHS.flatMap((month, i) =>
      i === 0 || month < from || month > to ? [] : parksOf(park).flatMap((code) => of(code, month, i)),
    ).toReversed();
  const accountsOf = (park: string | null) =>
    parksOf(park).flatMap((code) => Object.values(documentOf(code).accounts).map((account) => ({ code, account })));
  return t.router({
    collection: asked<OfMonths>().query(({ input }) =>
      over(input, (park, month, i) => [
        {
          park,
          month,
          bills: 22,
          billedYuan: yuanFromFen(fen(billedOf(i))),
          paidYuan: yuanFromFen(fen((billedOf(i) * BigInt(i === 1 ? 618 : i === 2 ? 941 : 1_000)) / 1_000n)),
        },
      ]),
    ),
    arrears: asked<{ readonly park: string | null }>().query(({ input }) =>
      accountsOf(input.park)
        .filter((_, i) => i % 3 === 1)
        .map(({ code, account }, i) => {
          const owed = (n: number) => fen(i % 5 === n ? 812_340n * BigInt(1 + (i % 4)) : n === 0 ? 1_204_118n : 0n);
          const all = [0, 1, 2, 3, 4].map(owed);
          return {
            park: code,
            account: account.code,
            name: account.name,
            bills: 1 + (i % 3),
            oldestDue: addDays(parkDay('2026-11-16'), -(i % 5) * 30),
            lateFeeYuan: yuanFromFen(fen((all.slice(1).reduce((sum, one) => sum + one, 0n) * 24n) / 1_000n)),
            totalYuan: yuanFromFen(fen(all.reduce((sum, one) => sum + one, 0n))),
            owedYuan: {
              notDue: yuanFromFen(owed(0)),
              to30: yuanFromFen(owed(1)),
              to60: yuanFromFen(owed(2)),
              to90: yuanFromFen(owed(3)),
              over90: yuanFromFen(owed(4)),
            },
          };
        }),
    ),
    revenue: asked<OfMonths>().query(({ input }) => ({
      rows: over(input, (park, month, i) =>
        COMPONENTS.map(([kind, component, zh, en, item, share]) => {
          const total = (billedOf(i) * share) / 1_000n;
          const excl = (total * 100n) / (RATES[item] ?? 100n);
          return {
            park,
            month,
            kind,
            component,
            name: zh === '' ? null : { zh, en },
            item,
            exclYuan: yuanFromFen(fen(excl)),
            taxYuan: yuanFromFen(fen(total - excl)),
            totalYuan: yuanFromFen(fen(total)),
          };
        }),
      ),
      ledger: over(input, (park, month, i) => [
        {
          park,
          month,
          billedYuan: yuanFromFen(fen(billedOf(i))),
          byBillsYuan: yuanFromFen(fen(billedOf(i) - 21_000_000n)),
          bySettlementsYuan: '210000.00',
          unbilledYuan: i === 1 ? '126.40' : '0.00',
          agrees: input.park !== 'offline' || i !== 2,
        },
      ]),
    })),
    energy: asked<OfMonths>().query(({ input }) =>
      over(input, (park, month, i) => {
        const inputWh = Number(billedOf(i)) * 15;
        const sharedWh = Math.round(inputWh * 0.061);
        const lineLossWh = Math.round(inputWh * (0.017 + (i % 4) * 0.002));
        const transformerLossWh = Math.round(inputWh * 0.009);
        return [
          {
            park,
            month,
            inputWh,
            tenantWh: inputWh - sharedWh - lineLossWh - transformerLossWh,
            sharedWh,
            lineLossWh,
            transformerLossWh,
            state: 'frozen',
          },
        ];
      }),
    ),
    takings: asked<OfMonths>().query(({ input }) =>
      parksOf(input.park).flatMap((park) =>
        ['陈芳', '刘洋', '周敏'].flatMap((clerk, c) =>
          (['cash', 'pos', 'slip'] as const).map((channel, n) => ({
            park,
            clerk,
            channel,
            receipts: 41 - c * 9 - n * 11,
            topUpsYuan: yuanFromFen(fen(BigInt((n + 1) * 4_871_250 - c * 610_400))),
            refundsYuan: n === 0 ? '0.00' : yuanFromFen(fen(BigInt(-120_000 * (c + 1)))),
            depositsYuan: c === 1 ? '5000.00' : '0.00',
            closingsYuan: c === 2 && n === 2 ? '-18342.18' : '0.00',
          })),
        ),
      ),
    ),
    held: asked<{ readonly park: string | null; readonly day: string }>().query(({ input }) =>
      accountsOf(input.park).map(({ code, account }, i) => ({
        park: code,
        account: account.code,
        name: account.name,
        walletYuan: account.ledger,
        depositYuan: i % 2 === 0 ? '5000.00' : '0.00',
        receivableYuan: account.kind === 'postpaid' ? '-12041.18' : '0.00',
      })),
    ),
  });
};
