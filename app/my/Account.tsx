'use client';

import { dayOf } from '../format/time.ts';
import { useBoard } from '../live/use-board.ts';
import { useFromNow } from '../live/use-now.ts';
import { Notice } from '../parts/Notice.tsx';
import { askParks, askPoints } from '../rpc/api.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useQuery } from '../rpc/use-query.ts';
import { useWords } from '../words/use-words.ts';
import { LoadCard } from './LoadCard.tsx';
import { MetersCard } from './MetersCard.tsx';
import { MoneyCard } from './MoneyCard.tsx';
import styles from './My.module.css';
import { MyBones } from './MyBones.tsx';
import { UseCard } from './UseCard.tsx';
import { useMeterCurves } from './use-meter-curves.ts';

interface Props {
  readonly park: string;
  readonly account: string;
}

/** One account: money, use, load, meters. */
export function Account({ park, account }: Props) {
  const t = useWords();
  const state = useBoard({ type: 'account', park, account }, (board) => board);
  const zone = dataOf(useQuery('parks', askParks))?.find(({ code }) => code === park)?.zone ?? null;
  const points =
    dataOf(useQuery(`points ${park}`, (signal) => askPoints(park, signal)))?.filter((point) => point.account === account) ?? null;
  const day = useFromNow((now) => (zone === null ? null : dayOf(now, zone)));
  const curves = useMeterCurves({ park, points, day });
  if (state.type === 'refused') return <Notice title={t('my.refused')} text={t('my.refusedNext', { code: state.code })} />;
  if (state.type === 'waiting') return <MyBones />;
  const board = state.data;
  return (
    <>
      <MoneyCard board={board} zone={zone} />
      <UseCard board={board} today={curves.electricity.today} />
      {zone === null ? null : <LoadCard board={board} curves={curves.electricity} zone={zone} />}
      <MetersCard points={points} curves={curves.byPoint} />
      <p className={styles.soon}>{t('my.soon')}</p>
    </>
  );
}
