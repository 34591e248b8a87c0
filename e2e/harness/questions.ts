import { initTRPC } from '@trpc/server';
import type { ParkDocument } from '#domain/board/board.ts';
import { type InstantMs, MINUTE_MS, type ParkDay } from '#domain/time/instant.ts';
import { accountOf, fitted, ledgerUpTo } from './sample-account.ts';
import { sampleCounter } from './sample-counter.ts';
import { ripple } from './sample-day.ts';
import { sampleCompare, sampleFlows, sampleQuality } from './sample-flows.ts';
import { sampleHandovers } from './sample-handovers.ts';
import { sampleChangePlan, sampleInstallations, sampleTakeBack } from './sample-installations.ts';
import { sampleDoubts, sampleLedger, sampleReceipts, sampleUse } from './sample-money.ts';
import { sampleMonth, sampleWindows } from './sample-questions.ts';
import { faultsOfForm, type RegisterAnswer, type RegisterForm, sampleWaiting } from './sample-waiting.ts';

const t = initTRPC.context<{ readonly role: string | null }>().create();
const asked = <T>() => t.procedure.input({ parse: (value: unknown) => value as T });

interface SampleHanded {
  readonly park: string;
  readonly account: string;
  readonly channel: 'cash' | 'pos' | 'slip';
  readonly amountYuan: string;
  readonly reference: string;
}

interface SampleBack {
  readonly park: string;
  readonly year: number;
  readonly number: number;
  readonly amountYuan?: string;
  readonly reason: string;
}

export interface HarnessParks {
  readonly shares: readonly { readonly code: string; readonly share: number }[];
  documentOf(park: string): ParkDocument;
}

/** The procedures behind the screens' questions, answered from samples; `now` is the harness's clock. */
export const questionsOf = (now: () => InstantMs, parks: HarnessParks) => {
  const counter = sampleCounter(now, parks.documentOf);
  const registered = new Set<string>();
  return {
    points: {
      month: asked<{ point: string; month: string }>().query(({ input }) => sampleMonth(input.point, input.month, now())),
      windows: asked<{ point: string; month: string; limit?: number }>().query(({ input }) =>
        sampleWindows(input.point, input.month, input.limit ?? 10, now()),
      ),
    },
    quality: asked<{ park: string; days?: number }>().query(({ input }) =>
      sampleQuality(parks.documentOf(input.park), input.days ?? 7, now()),
    ),
    minutes: asked<{ until: number }>().query(({ input }) =>
      Array.from({ length: 10 }, (_, i) => ({
        at: (Math.floor(input.until / MINUTE_MS) - 9 + i) * MINUTE_MS,
        received: Math.round(524 + 40 * ripple(i, 5)),
      })),
    ),
    compare: asked<{ from: ParkDay; to: ParkDay }>().query(({ input }) => sampleCompare(parks.shares, input, now())),
    flows: asked<{ park: string; medium: string; from: number; to: number }>().query(({ input }) => ({
      points: sampleFlows(parks.documentOf(input.park), input.medium, input.from, input.to, now()),
    })),
    accounts: {
      handovers: asked<{ account: string }>().query(({ input }) => sampleHandovers(input.account, parks.documentOf)),
      setAlarms: asked<{ alarm1Yuan: string; alarm2Yuan: string }>().mutation(({ input }) =>
        Number(input.alarm1Yuan) > Number(input.alarm2Yuan)
          ? { type: 'set' as const }
          : { type: 'refused' as const, code: 'ORDER' as const },
      ),
      use: asked<{ account: string; from: ParkDay; to: ParkDay }>().query(({ input }) =>
        fitted(input.account, sampleUse(input.account, input.from, input.to, now()), {
          account: accountOf(input.account, parks.documentOf),
          now: now(),
        }),
      ),
      ledger: asked<{ account: string; before?: string; limit?: number }>().query(({ input: { account, before, limit } }) =>
        ledgerUpTo(sampleLedger(now()), accountOf(account, parks.documentOf))
          .filter(({ id }) => before === undefined || Number(id) < Number(before))
          .slice(0, limit ?? 100),
      ),
    },
    ledger: t.router({
      recent: asked<{ park: string; limit?: number }>().query(({ input }) =>
        sampleReceipts(Object.values(parks.documentOf(input.park).accounts), now()).slice(0, input.limit ?? 20),
      ),
    }),
    counter: t.router({
      account: asked<{ park: string; account: string }>().query(({ input }) => counter.account(input.park, input.account)),
      shift: asked<{ park: string }>().query(({ input }) => counter.shift(input.park)),
      receipts: asked<{ park: string; account?: string; limit?: number }>().query(({ input }) =>
        counter.receipts(input.park, input.account, input.limit ?? 20),
      ),
      openShift: asked<{ park: string; floatYuan: string }>().mutation(({ input }) => counter.openShift(input.park, input.floatYuan)),
      closeShift: asked<{ park: string; countedYuan: string }>().mutation(({ input }) => counter.closeShift(input.park, input.countedYuan)),
      topUp: asked<SampleHanded>().mutation(({ input }) => counter.hand('topUp', input.park, input)),
      takeDeposit: asked<SampleHanded>().mutation(({ input }) => counter.hand('depositIn', input.park, input)),
      returnDeposit: asked<SampleHanded>().mutation(({ input }) => counter.hand('depositOut', input.park, input)),
      refund: asked<SampleBack>().mutation(({ input }) => counter.giveBack('refund', input.park, input)),
      undo: asked<SampleBack>().mutation(({ input }) => counter.giveBack('reversal', input.park, input)),
      opening: asked<{ park: string }>().query(({ input }) => ({
        points: Object.values(parks.documentOf(input.park).points)
          .filter(({ role }) => role === 'tenant')
          .map(({ code, name, medium, account }, i) => ({
            code,
            name,
            medium,
            payer:
              account === null || i % 9 === 4
                ? null
                : { account, name: parks.documentOf(input.park).accounts[account]?.name ?? { zh: account, en: account }, tariff: 'sd-tou' },
          })),
        tariffs: [
          { code: 'sd-tou', name: { zh: '园区分时电价', en: 'Park time of use' }, medium: 'electricity' },
          { code: 'flat', name: { zh: '平价电价', en: 'Flat' }, medium: 'electricity' },
          { code: 'water', name: { zh: '非居民用水', en: 'Water, business' }, medium: 'water' },
        ],
      })),
      openAccount: asked<{ code: string; takeOver: boolean }>().mutation(({ input }) =>
        input.takeOver
          ? { type: 'opened', released: ['A-006'], receipt: null }
          : { type: 'faults', faults: [{ path: 'points[0]', code: 'OVERLAP', message: '' }] },
      ),
      release: asked<{ account: string }>().mutation(() => ({ type: 'released', points: ['B2-101'] })),
      closeAccount: asked<{ account: string }>().mutation(({ input }) => counter.closeAccount(input.account)),
    }),
    doubts: t.router({
      list: asked<{ park: string; point?: string; before?: string }>().query(({ input }) =>
        input.park === 'empty' || input.before !== undefined
          ? []
          : sampleDoubts(now()).filter(({ point }) => input.point === undefined || point === input.point),
      ),
      decided: asked<{ park: string }>().query(() => []),
      decide: asked<{ id: string }>().mutation(() => ({ decided: true })),
    }),
    installations: t.router({
      list: asked<{ park: string; point: string }>().query(({ input }) =>
        sampleInstallations(input.point, parks.documentOf(input.park), now()),
      ),
      previewTakeBack: asked<{ park: string; point: string }>().mutation(({ input }) =>
        sampleTakeBack(input, parks.documentOf(input.park)),
      ),
      preview: asked<Parameters<typeof sampleChangePlan>[0]>().mutation(({ input }) => sampleChangePlan(input, now())),
      change: asked<object>().mutation(() => ({ type: 'changed' as const })),
    }),
    quarantine: {
      waiting: asked<{ park: string }>().query(({ input }) => (input.park === 'main' ? sampleWaiting(registered, now()) : [])),
      register: asked<RegisterForm>().mutation(({ input }): RegisterAnswer => {
        const faults = faultsOfForm(input, parks.documentOf(input.park));
        if (faults.length > 0) return { type: 'refused', faults };
        registered.add(input.serial);
        return { type: 'registered', taken: 12 };
      }),
    },
  };
};
