'use client';

import { useState } from 'react';
import type { ParkDay } from '#domain/time/instant.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { askTariffDay, type OfTariff, type TariffDay } from '../../rpc/tariffs-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { daysBefore } from '../calendar.ts';
import { DayPicker } from '../DayPicker.tsx';
import { DayBand } from './DayBand.tsx';

interface Props {
  readonly of: OfTariff;
  /** Where the picker stands first. */
  readonly first: string;
  readonly today: string;
  readonly unit: string;
}

/** A year of holidays and seasons ahead can be looked at. */
const AHEAD_DAYS = 366;

/** Any day, past or to come: what kind it is, its periods, its prices. */
export function DayCard({ of, first, today, unit }: Props) {
  const t = useWords();
  const [day, setDay] = useState(first as unknown as ParkDay);
  const query = useQuery(`tariffDay ${of.park} ${of.tariff} ${day}`, (signal) => askTariffDay({ ...of, day }, signal));
  return (
    <Card
      title={t('tariffs.day')}
      note={query.type === 'ready' ? <DayNote day={query.data} /> : null}
      tools={<DayPicker day={day} today={daysBefore(today as unknown as ParkDay, -AHEAD_DAYS)} choose={setDay} />}
    >
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'loading' ? <Bone height="240px" /> : null}
      {query.type === 'ready' ? <Shown day={query.data} unit={unit} /> : null}
    </Card>
  );
}

function Shown({ day, unit }: { readonly day: TariffDay; readonly unit: string }) {
  const t = useWords();
  if (day.pieces === null) return <Notice title={t('tariffs.dayNone')} text={t('tariffs.dayNoneNext')} />;
  return <DayBand pieces={day.pieces} unit={unit} />;
}

export function DayNote({ day }: { readonly day: TariffDay }) {
  const t = useWords();
  return (
    <>
      {day.holidays.length > 0 ? day.holidays.join('、') : t(`tariffs.dayKind.${day.kind}`)}
      {day.validFrom === null ? null : ` · ${t('tariffs.byVersion', { from: day.validFrom })}`}
    </>
  );
}
