import { type StoredShare, selectRunHead, selectShares } from '#db/allocation/select-run.ts';
import { selectExportAccounts } from '#db/queries/export.ts';
import { selectParkKey } from '#db/queries/parks.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { fen, yuanFromFen } from '#domain/units/money.ts';
import { notFound, requireManage } from '../trpc/trpc.ts';
import { type Asked, columnsOf } from './asked.ts';
import { kiloText } from './local-text.ts';
import type { Row, Table } from './table.ts';
import { headOf, wordOf } from './words.ts';

const HEADS = ['account', 'name', 'kind', 'group', 'via', 'basis', 'weight', 'weights', 'quantity', 'yuan'] as const;

/** Who bears what of a month, a line a share; its weight is that of the last step, in the smallest unit of its basis. */
export async function allocationTable({ ctx, query, range }: Asked): Promise<Table> {
  const { park, lang } = query;
  requireManage(ctx, park);
  const { db } = ctx.services;
  const key = await selectParkKey(db, park);
  if (key === null) throw notFound('park');
  const month = query.month ?? parkDay(`${range.last.slice(0, 7)}-01`);
  const head = await selectRunHead(db, key.id, month);
  const names = new Map((await selectExportAccounts(db, park, null)).map(({ code, name }) => [code, name[lang]]));
  async function* batches() {
    // A month that has not been computed shares nothing.
    if (head !== null)
      yield (await selectShares(db, head.id)).map(
        (share): Row => rowOf(share, lang, share.account === null ? null : (names.get(share.account) ?? null)),
      );
  }
  return {
    title: `${headOf('allocation', lang)} ${month.slice(0, 7)}`,
    fileName: [park, 'allocation', month.slice(0, 7)].join('-'),
    columns: columnsOf(HEADS, ['weight', 'weights', 'quantity', 'yuan'], { query }),
    batches: batches(),
  };
}

const rowOf = (share: StoredShare, lang: Asked['query']['lang'], name: string | null): Row => {
  const step = (share.energySteps ?? share.moneySteps ?? []).at(-1);
  return [
    share.account,
    share.account === null ? wordOf('landlord', lang) : name,
    wordOf(share.kind, lang),
    share.group,
    share.via,
    wordOf(step?.basis ?? null, lang),
    step?.weight ?? null,
    step?.weights ?? null,
    share.wh === null ? null : kiloText(Number(share.wh)),
    share.fen === null ? null : yuanFromFen(fen(share.fen)),
  ];
};
