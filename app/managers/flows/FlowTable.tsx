'use client';

import { useMemo } from 'react';
import type { ParkBoard } from '#domain/board/board.ts';
import type { Flow, FlowNode } from '#domain/flow/flow.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { percent } from '../../format/quantity.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { sinksOf, suppliedOf } from '../../parts/flow-shares.ts';
import { useNodeNames } from '../../parts/use-node-names.ts';
import { useWords } from '../../words/use-words.ts';
import { usedText } from '../meter/power-text.ts';

interface Props {
  readonly park: string;
  readonly board: ParkBoard;
  readonly flow: Flow;
  readonly medium: Medium;
}

/** The ends of the flow as a table: what the picture says, for whoever wants the figures or does not see it. */
export function FlowTable({ park, board, flow, medium }: Props) {
  const t = useWords();
  const nameOf = useNodeNames(park, board);
  const supplied = suppliedOf(flow);
  const sinks = sinksOf(flow);
  const columns = useMemo(
    (): readonly Column<FlowNode>[] => [
      {
        key: 'name',
        head: t('flows.end'),
        phone: 'title',
        cell: (node) => nameOf(node),
        sort: (a, b) => nameOf(a).localeCompare(nameOf(b), 'zh-CN'),
      },
      { key: 'kind', head: t('flows.kind'), phone: 'note', cell: ({ kind, count }) => t(`flow.kind.${kind}`, { n: count }) },
      {
        key: 'quantity',
        head: t('flows.quantity'),
        figure: true,
        phone: 'value',
        cell: ({ quantity }) => usedText(quantity, medium),
        sort: (a, b) => a.quantity - b.quantity,
      },
      {
        key: 'share',
        head: t('live.share'),
        figure: true,
        phone: 'end',
        cell: ({ quantity }) => (supplied > 0 ? `${percent(quantity / supplied)} %` : '–'),
        sort: (a, b) => a.quantity - b.quantity,
      },
    ],
    [t, nameOf, medium, supplied],
  );
  return (
    <DataTable
      label={t('flow.title')}
      columns={columns}
      rows={flow.nodes.filter(({ id }) => sinks.has(id))}
      keyOf={({ id }) => id}
      sorted={{ key: 'quantity', descending: true }}
    />
  );
}
