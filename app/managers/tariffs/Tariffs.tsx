'use client';

import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { Bone } from '../../parts/Bone.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { askTariffs, askVersion, type TariffList } from '../../rpc/tariffs-api.ts';
import { useIsClerk } from '../../rpc/use-is-clerk.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { ListPage } from '../ListPage.tsx';
import { Said, type SaidThing } from '../Said.tsx';
import { DayCard } from './DayCard.tsx';
import { StepsCard } from './StepsCard.tsx';
import styles from './Tariffs.module.css';
import { TimeLine } from './TimeLine.tsx';
import { UsesCard } from './UsesCard.tsx';
import { VersionActs } from './VersionActs.tsx';
import { VersionCard } from './VersionCard.tsx';

/** What a park charges by, and since when. */
export function Tariffs({ park }: { readonly park: string }) {
  const t = useWords();
  const query = useQuery(`tariffs ${park}`, (signal) => askTariffs(park, signal));
  return (
    <ListPage title={t('nav.tariffs')} note={t('tariffs.note')}>
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'loading' ? <TableBones /> : null}
      {query.type === 'ready' && query.data.tariffs.length === 0 ? <Notice title={t('tariffs.none')} text={t('tariffs.noneNext')} /> : null}
      {query.type === 'ready' && query.data.tariffs.length > 0 ? <Shown park={park} list={query.data} again={query.again} /> : null}
    </ListPage>
  );
}

interface ShownProps {
  readonly park: string;
  readonly list: TariffList;
  readonly again: () => void;
}

function Shown({ park, list, again }: ShownProps) {
  const t = useWords();
  const nameOf = useNames();
  const asked = useSearchParams();
  const [code, setCode] = useState(asked.get('tariff') ?? '');
  const [from, setFrom] = useState(asked.get('version'));
  const saved = asked.get('saved');
  const [said, say] = useState<SaidThing | null>(saved === null ? null : { text: t('tariffs.saved', { from: saved }), refused: false });
  const isClerk = useIsClerk(park);
  const tariff = list.tariffs.find((one) => one.code === code) ?? list.tariffs[0];
  if (!tariff) return null;
  const { versions } = tariff;
  const head = versions.find(({ validFrom }) => validFrom === from) ?? versions.find(({ state }) => state === 'inForce') ?? versions[0];
  const unit = tariff.medium === 'water' ? t('tariffs.perM3') : t('tariffs.perKWh');
  const of = { park, tariff: tariff.code };
  return (
    <>
      {list.tariffs.length > 1 ? (
        <Choice
          label={t('tariffs.tariff')}
          chosen={tariff.code}
          choose={(next) => {
            setCode(next);
            setFrom(null);
          }}
          choices={list.tariffs.map(({ code: value, name }) => ({ value, word: nameOf(name) }))}
        />
      ) : null}
      {head ? (
        <>
          <Card
            title={t('tariffs.versions')}
            note={`${list.tariffs.length > 1 ? '' : `${nameOf(tariff.name)} · `}${t('tariffs.versionsNote', { n: versions.length })}`}
          >
            <TimeLine versions={versions} today={list.today} chosen={head.validFrom} choose={setFrom} />
          </Card>
          <div className={styles.columns}>
            <div className={styles.main}>
              <VersionOf
                key={`${tariff.code} ${head.validFrom} ${list.base}`}
                of={{ ...of, validFrom: head.validFrom }}
                medium={tariff.medium}
              >
                {isClerk ? null : <VersionActs of={of} head={head} base={list.base} say={say} again={again} />}
              </VersionOf>
              {tariff.steps.map((step) => (
                <StepsCard key={step.code} step={step} unit={unit} today={list.today} />
              ))}
            </div>
            <div className={styles.day}>
              <DayCard
                key={`${tariff.code} ${head.validFrom} ${list.base}`}
                of={of}
                first={head.state === 'inForce' ? list.today : head.validFrom}
                today={list.today}
                unit={unit}
              />
            </div>
            <UsesCard key={tariff.code} of={of} accounts={tariff.accounts} points={tariff.points} />
          </div>
        </>
      ) : null}
      <Said said={said} />
    </>
  );
}

interface VersionProps {
  readonly of: Parameters<typeof askVersion>[0];
  readonly medium: 'electricity' | 'water';
  readonly children: React.ReactNode;
}

function VersionOf({ of, medium, children }: VersionProps) {
  const query = useQuery(`tariffVersion ${of.park} ${of.tariff} ${of.validFrom}`, (signal) => askVersion(of, signal));
  if (query.type === 'failed') return <Failed failure={query.failure} again={query.again} />;
  if (query.type === 'loading') return <Bone height="300px" />;
  return (
    <VersionCard version={query.data} medium={medium}>
      {children}
    </VersionCard>
  );
}
