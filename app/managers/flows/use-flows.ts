'use client';

import { useMemo } from 'react';
import type { ParkBoard, PointBoard } from '#domain/board/board.ts';
import { type Flow, type FlowPoint, flowOf } from '#domain/flow/flow.ts';
import { foldFlow } from '#domain/flow/fold-flow.ts';
import { type InstantMs, instantMs, MINUTE_MS, type ParkDay, SECOND_MS } from '#domain/time/instant.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { useSampledBoard } from '../../live/use-sampled-board.ts';
import { midnightOf } from '../../past/local-time.ts';
import { askFlows } from '../../rpc/api.ts';
import type { Failure } from '../../rpc/client.ts';
import type { FlowPoint as FlowAnswer } from '../../rpc/shapes.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { dayAfter, monthOf } from '../calendar.ts';

export interface FlowSpan {
  readonly from: ParkDay;
  /** Included. */
  readonly to: ParkDay;
}

export type FlowsState =
  | { readonly type: 'loading' }
  | { readonly type: 'failed'; readonly failure: Failure; readonly again: () => void }
  /** `incomplete`: meters that were not read from one end of the span to the other. */
  | { readonly type: 'ready'; readonly flow: Flow; readonly incomplete: number };

const SAMPLE_MS = 15 * SECOND_MS;
const EVERY_MS = 5 * MINUTE_MS;
/** What a page shows at a look, and what it shows of a park that is opened. */
const LIMITS = { tenantsMax: 14, feedersMax: 14, rowsMax: 24 } as const;
const OPENED = { tenantsMax: 200, feedersMax: 200, rowsMax: 200 } as const;

/** Where a medium went over days. Of today and of this month the live board knows more than the stored quarters of an hour. */
export const useFlows = ({ park, board, medium, span, isOpened }: FlowsOf): FlowsState => {
  const points = useSampledBoard({ type: 'meters', park }, SAMPLE_MS);
  const live = liveSpan(board, span);
  const { from, to } = rangeOf(board, span);
  const query = useQuery(
    `flows ${park} ${medium} ${from} ${live === null ? to : live}`,
    (signal) => askFlows({ park, medium, from, to }, signal),
    live === null ? {} : { everyMs: EVERY_MS },
  );
  return useMemo(() => {
    if (query.type === 'failed') return { type: 'failed', failure: query.failure, again: query.again };
    if (query.type === 'loading' || points === null) return { type: 'loading' };
    const answers = new Map(query.data.map((answer) => [answer.code, answer]));
    const own = Object.values(points).filter((point) => point.medium === medium);
    const limits = isOpened ? OPENED : LIMITS;
    const flow = flowOf(
      own.map((point) => flowPoint(point, answers.get(point.code), live)),
      limits,
    );
    return { type: 'ready', flow: foldFlow(flow, limits.rowsMax), incomplete: query.data.filter(({ complete }) => !complete).length };
  }, [query, points, medium, live, isOpened]);
};

interface FlowsOf {
  readonly park: string;
  readonly board: ParkBoard;
  readonly medium: Medium;
  readonly span: FlowSpan;
  /** Small ends stand by themselves. */
  readonly isOpened: boolean;
}

type LiveSpan = 'today' | 'month';

const liveSpan = ({ day }: ParkBoard, { from, to }: FlowSpan): LiveSpan | null => {
  if (to !== day) return null;
  if (from === day) return 'today';
  return String(from) === `${monthOf(day)}-01` ? 'month' : null;
};

/** To now at most, on the grid of minutes. */
const rangeOf = ({ zone, at }: ParkBoard, { from, to }: FlowSpan): { readonly from: InstantMs; readonly to: InstantMs } => ({
  from: midnightOf(from, zone),
  to: instantMs(Math.min(midnightOf(dayAfter(to), zone), Math.floor(at / MINUTE_MS) * MINUTE_MS)),
});

const flowPoint = (point: PointBoard, answer: FlowAnswer | undefined, live: LiveSpan | null): FlowPoint => ({
  code: point.code,
  parent: point.parent,
  role: point.role,
  account: point.account,
  quantity: quantityOf(point, answer, live),
  exported: answer?.exported ?? 0,
});

/** Null: a point without a meter is what its children counted. */
const quantityOf = (point: PointBoard, answer: FlowAnswer | undefined, live: LiveSpan | null): number | null => {
  if (point.serial === null) return null;
  if (live !== null) return point[live];
  return answer?.quantity ?? 0;
};
