'use client';

import { useState } from 'react';
import { instantMs } from '#domain/time/instant.ts';
import { exactText, kiloText } from '../../format/exact.ts';
import { clockText } from '../../format/time.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { askSlot, type OpenSlot, type SlotQuestion, type SlotReading } from '../../rpc/explain-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Edge } from './Edge.tsx';
import { MeterFacts } from './MeterFacts.tsx';
import { PeriodName } from './PeriodName.tsx';
import { RawMessage } from './RawMessage.tsx';
import { ReadingRow } from './ReadingRow.tsx';
import styles from './SlotOpened.module.css';
import { VersionFacts } from './VersionFacts.tsx';

interface Props {
  readonly question: SlotQuestion;
  readonly zone: string;
}

/** A quarter of an hour: quantity x price, the registers at its edges, the readings around them, and the bytes that brought those. */
export function SlotOpened({ question, zone }: Props) {
  const key = `slot ${question.account} ${question.point} ${question.start} ${question.installation}`;
  const query = useQuery(key, (signal) => askSlot(question, signal));
  if (query.type === 'failed') return <Failed failure={query.failure} again={query.again} />;
  if (query.type === 'loading') return <Bone height="420px" />;
  return <Shown slot={query.data} question={question} zone={zone} />;
}

function Shown({ slot, question, zone }: Props & { readonly slot: OpenSlot }) {
  const t = useWords();
  const [opened, open] = useState<SlotReading | null>(null);
  const unit = slot.medium === 'water' ? 'm³' : 'kWh';
  const time = (at: number): string => clockText(instantMs(at), zone);
  const list = (readings: readonly SlotReading[]) => (
    <ul className={styles.readings}>
      {readings.map((reading) => (
        <ReadingRow
          key={`${reading.at} ${reading.register}`}
          reading={reading}
          time={time}
          unit={unit}
          opened={opened === reading}
          open={() => open(opened === reading ? null : reading)}
        >
          {opened === reading && reading.raw !== null ? (
            <RawMessage question={{ ...question, at: instantMs(reading.at), rawId: reading.raw.id }} zone={zone} />
          ) : null}
        </ReadingRow>
      ))}
    </ul>
  );
  return (
    <>
      <section className={styles.sum}>
        <p className={styles.times}>
          {time(slot.start)} – {time(slot.end)} {slot.period === null ? null : <PeriodName period={slot.period} />}
          <span data-weak={slot.quality !== 'measured'}>{t(`why.qualities.${slot.quality}`)}</span>
        </p>
        <p className={styles.reckoning}>
          <b>{kiloText(slot.quantity)}</b> {unit} × <b>{slot.price === null ? '0' : exactText(slot.price)}</b> ={' '}
          <b className={styles.yuan}>¥{exactText(slot.chargeYuan)}</b>
        </p>
        {slot.pending || !slot.agrees ? <p className={styles.waiting}>{t('why.slotsDiffer')}</p> : null}
      </section>
      <section className={styles.card}>
        <h2>
          {t('why.edges')} <small>{t('why.edgesNote')}</small>
        </h2>
        {slot.pieces.map((piece, i) => (
          <div key={piece.from.at} className={styles.piece}>
            {slot.pieces.length > 1 ? <h3>{t('why.piece', { n: i + 1 })}</h3> : null}
            <Edge name={t('why.edge.to')} edge={piece.to} time={time} unit={unit} />
            <Edge name={t('why.edge.from')} edge={piece.from} time={time} unit={unit} />
            <p className={styles.difference}>
              {t('why.difference')} <b>{kiloText(piece.quantity)}</b> {unit}
              {piece.rollovers > 0 ? <small>{t('why.rollover', { n: piece.rollovers })}</small> : null}
            </p>
          </div>
        ))}
      </section>
      <section className={styles.card}>
        <h2>{t('why.readings')}</h2>
        {list(slot.readings)}
        {slot.doubts.length === 0 ? null : (
          <>
            <h2>{t('why.doubts')}</h2>
            {list(slot.doubts)}
          </>
        )}
      </section>
      <div className={styles.facts}>
        <MeterFacts slot={slot} zone={zone} />
        {slot.version === null ? null : <VersionFacts version={slot.version} period={slot.period} />}
      </div>
    </>
  );
}
