'use client';

import { MINUTE_MS, SECOND_MS } from '#domain/time/instant.ts';
import { dayOf } from '../format/time.ts';
import { useBoard } from '../live/use-board.ts';
import { useFromNow } from '../live/use-now.ts';
import { Notice } from '../parts/Notice.tsx';
import { askParks, askPoints } from '../rpc/api.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useQuery } from '../rpc/use-query.ts';
import { useWords } from '../words/use-words.ts';
import { AlarmsCard } from './AlarmsCard.tsx';
import { BillsCard } from './bills/BillsCard.tsx';
import { HandoversCard } from './HandoversCard.tsx';
import { LedgerCard } from './LedgerCard.tsx';
import { LoadCard } from './LoadCard.tsx';
import { MetersCard } from './MetersCard.tsx';
import { MoneyCard } from './MoneyCard.tsx';
import { MyBones } from './MyBones.tsx';
import { periodNow, pricesOf } from './sum-curves.ts';
import { UseCard } from './UseCard.tsx';
import { useAccountUse } from './use-account-use.ts';
import { useMeterCurves } from './use-meter-curves.ts';

interface Props {
  readonly park: string;
  readonly account: string;
}

/** The account's own figures are live; what each meter counted follows within this. */
const POINTS_MS = 10 * SECOND_MS;

/** One account: money, use, load, meters, alarms, bookings. */
export function Account({ park, account }: Props) {
  const t = useWords();
  const state = useBoard({ type: 'account', park, account }, (board) => board);
  const zone = dataOf(useQuery('parks', askParks))?.find(({ code }) => code === park)?.zone ?? null;
  const list = dataOf(useQuery(`points ${park}`, (signal) => askPoints(park, signal), { everyMs: POINTS_MS }));
  const points = list?.filter((point) => point.account === account) ?? null;
  const day = useFromNow((now) => (zone === null ? null : dayOf(now, zone)));
  const curves = useMeterCurves({ park, points, day });
  const use = useAccountUse({ park, account, points, day });
  const { today } = curves.electricity;
  const period = useFromNow((now) => periodNow(today, Math.floor(now / MINUTE_MS) * MINUTE_MS));
  if (state.type === 'refused') return <Notice title={t('my.refused')} text={t('my.refusedNext', { code: state.code })} />;
  if (state.type === 'waiting') return <MyBones />;
  const board = state.data;
  const prices = pricesOf(today);
  return (
    <>
      <MoneyCard board={board} zone={zone} use={use} price={prices} />
      <UseCard
        board={board}
        use={use}
        price={prices}
        period={period}
        exported={{ park, account, from: day === null ? null : `${day.slice(0, 8)}01`, to: day }}
      />
      {zone === null ? null : <LoadCard board={board} curves={curves.electricity} zone={zone} />}
      <MetersCard points={points} />
      {zone === null ? null : <AlarmsCard board={board} park={park} zone={zone} points={points} />}
      <BillsCard park={park} account={account} />
      {zone === null ? null : <LedgerCard park={park} account={account} zone={zone} />}
      <HandoversCard park={park} account={account} />
    </>
  );
}
