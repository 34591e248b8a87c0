'use client';

import { useMemo } from 'react';
import type { AccountBoard, ParkBoard, PointBoard } from '#domain/board/board.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { freshnessOf } from '../../format/age.ts';
import { useBoard, useBoardField } from '../../live/use-board.ts';
import { useFromNow } from '../../live/use-now.ts';
import { LoadCard } from '../../my/LoadCard.tsx';
import { useMeterCurves } from '../../my/use-meter-curves.ts';
import { AlarmLevels } from '../../parts/AlarmLevels.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { PARK_INTERVAL_S } from '../../parts/park-freshness.ts';
import { TableBones } from '../../parts/TableBones.tsx';
import { useIsClerk } from '../../rpc/use-is-clerk.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { monthBefore, monthOf } from '../calendar.ts';
import { PageHead } from '../PageHead.tsx';
import styles from './Account.module.css';
import { AlarmsOfAccount } from './AlarmsOfAccount.tsx';
import { BalanceCard } from './BalanceCard.tsx';
import { DemandOfAccount } from './DemandOfAccount.tsx';
import { HandoversCard } from './HandoversCard.tsx';
import { LedgerCard } from './LedgerCard.tsx';
import { MetersOfAccount } from './MetersOfAccount.tsx';
import { UseByDay } from './UseByDay.tsx';

interface Props {
  readonly park: string;
  readonly code: string;
}

/** One account: what is left, what it is made of, what was used, and everything about it that asks for attention. */
export function Account({ park, code }: Props) {
  const t = useWords();
  const state = useBoard({ type: 'account', park, account: code }, (board) => board);
  const place = useBoardField({ type: 'park', park }, ({ zone, day }) => ({ zone, day }), samePlace);
  if (state.type === 'refused')
    return <Notice title={t('account.notFound', { code })} text={t('account.notFoundNext', { why: state.code })} />;
  if (state.type === 'waiting' || !place) return <TableBones />;
  return <Shown park={park} board={state.data} zone={place.zone} today={place.day} />;
}

type Place = Pick<ParkBoard, 'zone' | 'day'>;
const samePlace = (a: Place | null, b: Place | null): boolean => a?.day === b?.day && a?.zone === b?.zone;

interface ShownProps {
  readonly park: string;
  readonly board: AccountBoard;
  readonly zone: string;
  readonly today: ParkDay;
}

function Shown({ park, board, zone, today }: ShownProps) {
  const t = useWords();
  const nameOf = useNames();
  const { at } = board;
  const codes = board.points.join();
  const points = useBoardField({ type: 'meters', park }, (all) => pointsOf(all, codes), samePoints);
  const curves = useMeterCurves({ park, points: points ?? [], day: points === null ? null : String(today) });
  const fresh = useFromNow((now) => freshnessOf(at, PARK_INTERVAL_S, now)) ?? 'fresh';
  const isClerk = useIsClerk(park);
  const exported = useMemo(
    () => ({ park, account: board.code, from: `${monthBefore(monthOf(today))}-01`, to: String(today) }),
    [park, board.code, today],
  );
  return (
    <article className={styles.page} data-fresh={fresh}>
      <PageHead
        title={nameOf(board.name)}
        note={`${board.code} · ${t(`kind.${board.kind}`)}`}
        up={{ href: `/parks/${encodeURIComponent(park)}/accounts`, word: t('nav.accounts') }}
      >
        <ExportButton kind="accruals" query={exported} />
      </PageHead>
      <div className={styles.top}>
        <BalanceCard board={board} />
        <div className={styles.load}>
          <LoadCard board={board} curves={curves.electricity} zone={zone} />
        </div>
      </div>
      <UseByDay park={park} account={board.code} points={points} today={today} />
      <div className={styles.columns}>
        <div className={styles.side}>
          <LedgerCard park={park} account={board.code} zone={zone} />
          <AlarmsOfAccount park={park} account={board.code} points={board.points} zone={zone} />
          {board.limits === null ? null : (
            <Card title={t('my.limits.title')}>
              <AlarmLevels park={park} account={board.code} limits={board.limits} mayEdit={!isClerk} titled />
            </Card>
          )}
        </div>
        <DemandOfAccount park={park} points={points} zone={zone} today={today} fresh={fresh === 'fresh'} />
      </div>
      <MetersOfAccount park={park} points={points} />
      <HandoversCard park={park} account={board.code} />
    </article>
  );
}

const pointsOf = (all: Readonly<Record<string, PointBoard>>, codes: string): readonly PointBoard[] =>
  codes === '' ? [] : codes.split(',').flatMap((code) => all[code] ?? []);

/** What a point is, not what it shows: figures in the rows follow the board by themselves. */
const samePoints = (a: readonly PointBoard[] | null, b: readonly PointBoard[] | null): boolean =>
  a !== null && b !== null && a.length === b.length && a.every((point, i) => point.code === b[i]?.code && point.relay === b[i]?.relay);
