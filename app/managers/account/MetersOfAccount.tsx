'use client';

import type { PointBoard } from '#domain/board/board.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { useMeterColumns } from '../MeterColumns.tsx';
import list from '../Rows.module.css';

interface Props {
  readonly park: string;
  /** Null: not known yet. */
  readonly points: readonly PointBoard[] | null;
}

/** The meters the account pays for. */
export function MetersOfAccount({ park, points }: Props) {
  const t = useWords();
  const columns = useMeterColumns(park);
  return (
    <Card title={t('nav.meters')} note={points?.length ?? ''}>
      {points === null ? <TableBones /> : null}
      {points?.length === 0 ? <p className={list.none}>{t('account.noMeters')}</p> : null}
      {points && points.length > 0 ? (
        <DataTable
          label={t('nav.meters')}
          columns={columns}
          rows={points}
          keyOf={keyOf}
          hrefOf={({ code }) => `/parks/${encodeURIComponent(park)}/meters/${encodeURIComponent(code)}`}
        />
      ) : null}
    </Card>
  );
}

const keyOf = ({ code }: PointBoard): string => code;
