'use client';

import { useMemo } from 'react';
import type { ParkBoard, PointBoard } from '#domain/board/board.ts';
import { type Flow, type FlowPoint, flowOf } from '#domain/flow/flow.ts';
import { instantMs, MINUTE_MS, SECOND_MS } from '#domain/time/instant.ts';
import { useSampledBoard } from '../live/use-sampled-board.ts';
import { askFlows } from '../rpc/api.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useKeptQuery } from '../rpc/use-kept-query.ts';
import { dayStart } from './day-start.ts';

export type Span = 'today' | 'month';

/** The picture is laid out anew with every sample: often enough to be live, seldom enough to stand still. */
const SAMPLE_MS = 15 * SECOND_MS;
const EXPORTED_MS = 5 * MINUTE_MS;
/** Named by themselves; what a wall's height still has no room for is folded when it is drawn. */
const LIMITS = { tenantsMax: 14, feedersMax: 14 } as const;

/** Where the electricity of today or of this month went: quantities from the live board, what was given back from the stored slots. */
export const useFlow = (park: string, board: ParkBoard | null, span: Span): { readonly flow: Flow; readonly points: Points } | null => {
  const points = useSampledBoard({ type: 'meters', park }, SAMPLE_MS);
  const exported = useExported(park, board, span);
  return useMemo(() => (points ? { flow: flowOf(flowPoints(points, exported, span), LIMITS), points } : null), [points, exported, span]);
};

type Points = Readonly<Record<string, PointBoard>>;

const flowPoints = (points: Points, exported: ReadonlyMap<string, number>, span: Span): readonly FlowPoint[] =>
  Object.values(points)
    .filter(({ medium }) => medium === 'electricity')
    .map((point) => ({
      code: point.code,
      parent: point.parent,
      role: point.role,
      account: point.account,
      quantity: point.serial === null ? null : span === 'today' ? point.today : point.month,
      exported: exported.get(point.code) ?? 0,
    }));

const NONE: ReadonlyMap<string, number> = new Map();

/** What meters counted towards the grid; none where nobody answers yet, which moves losses, so it is asked again. */
const useExported = (park: string, board: ParkBoard | null, span: Span): ReadonlyMap<string, number> => {
  const day = board?.day ?? null;
  const answer = dataOf(
    useKeptQuery(
      `exported ${park} ${day ?? ''} ${span}`,
      async (signal) => (board === null ? null : askFlows({ park, medium: 'electricity', ...rangeOf(board, span) }, signal)),
      day === null ? {} : { everyMs: EXPORTED_MS },
    ),
  );
  return useMemo(() => (answer ? new Map(answer.map(({ code, exported }) => [code, exported])) : NONE), [answer]);
};

/** From the park's midnight (of the first of the month) to now, on the grid of minutes that questions share. */
const rangeOf = ({ day, zone, at }: ParkBoard, span: Span) => ({
  from: dayStart(span === 'today' ? day : `${String(day).slice(0, 7)}-01`, zone),
  to: instantMs(Math.floor(at / MINUTE_MS) * MINUTE_MS),
});
