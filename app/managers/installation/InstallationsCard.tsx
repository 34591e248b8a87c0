'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import type { InstantMs } from '#domain/time/instant.ts';
import { grouped } from '../../format/quantity.ts';
import { ratioShown, registerShown } from '../../format/register.ts';
import { dayOf, dayTimeText } from '../../format/time.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { PhotoThumbs } from '../../parts/photo/PhotoThumbs.tsx';
import { askInstallations, type InstallationLine, type NewestChange } from '../../rpc/installations.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { ButtonLink } from '../ButtonLink.tsx';
import { Card } from '../Card.tsx';
import { Menu, MenuItem } from '../Menu.tsx';
import type { ChangeKind } from './change-form.ts';
import styles from './InstallationsCard.module.css';
import { TakeBackSheet } from './TakeBackSheet.tsx';
import { TakenBack } from './TakenBack.tsx';

interface Props {
  readonly park: string;
  readonly point: string;
  readonly medium: 'electricity' | 'water';
  readonly zone: string;
}

const KINDS = ['replace', 'ratio', 'end'] as const;

/** The meters a point has had, newest first, what can be done with the one that hangs there, and what was taken back. */
export function InstallationsCard({ park, point, medium, zone }: Props) {
  const t = useWords();
  const router = useRouter();
  const query = useQuery(`installations ${park} ${point}`, (signal) => askInstallations({ park, point }, signal));
  const rows = query.type === 'ready' ? query.data.rows : [];
  const hangs = rows.some(({ to }) => to === null);
  const href = (kind: ChangeKind) => `/parks/${encodeURIComponent(park)}/meters/${encodeURIComponent(point)}/change?do=${kind}`;
  const newest = query.type === 'ready' ? query.data.newest : null;
  const takenBack = query.type === 'ready' ? query.data.takenBack : [];
  const [asking, ask] = useState<NewestChange | null>(null);
  const act = hangs ? (
    <Menu word={t('installation.change')} label={point}>
      {KINDS.map((kind) => (
        <MenuItem key={kind} run={() => router.push(href(kind))}>
          {t(`installation.kind.${kind}`)}
        </MenuItem>
      ))}
    </Menu>
  ) : (
    <ButtonLink href={href('install')}>{t('installation.install')}</ButtonLink>
  );
  return (
    <Card title={t('installation.title')} note={rows.length > 1 ? grouped(rows.length) : ''} tools={query.type === 'ready' ? act : null}>
      {query.type === 'loading' ? <Bone height="3em" /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' && rows.length === 0 ? <p className={styles.none}>{t('installation.none')}</p> : null}
      <ol className={styles.list}>
        {rows.map((row) => (
          <Installation key={row.id} park={park} row={row} zone={zone}>
            {newest !== null && row.id === (newest.begun ?? newest.ended) ? (
              <button type="button" className={styles.takeBack} data-act="take-back" onClick={() => ask(newest)}>
                {t('installation.takeBack.act', { kind: t(`installation.kind.${newest.kind}`) })}
              </button>
            ) : null}
          </Installation>
        ))}
      </ol>
      {takenBack.length === 0 ? null : <TakenBack park={park} all={takenBack} zone={zone} />}
      {asking === null || query.type !== 'ready' ? null : (
        <TakeBackSheet
          park={park}
          point={point}
          medium={medium}
          zone={zone}
          newest={asking}
          rows={rows}
          close={() => ask(null)}
          done={({ id, again }) => {
            ask(null);
            if (again) router.push(`${href(asking.kind)}&again=${id}`);
            else query.again();
          }}
        />
      )}
    </Card>
  );
}

interface LineProps {
  readonly park: string;
  readonly row: InstallationLine;
  readonly zone: string;
  /** What can be done with it. */
  readonly children: ReactNode;
}

function Installation({ park, row, zone, children }: LineProps) {
  const t = useWords();
  const moment = (at: InstantMs) => dayTimeText(at, zone);
  const shown = (value: number | null) => (value === null ? t('installation.unread') : registerShown(value));
  const from = moment(row.from);
  const photos = row.photos.map(({ id, shows }) => {
    const day = dayOf(shows === 'end' && row.to !== null ? row.to : row.from, zone);
    return { id, alt: t(`installation.photoShows.${shows}`, { serial: row.serial, day }) };
  });
  return (
    <li data-hangs={row.to === null}>
      <b>{row.serial}</b>
      <span className={styles.ratio}>{t('installation.ratioOf', { ratio: ratioShown(row.ratioMilli) })}</span>
      <small>{row.to === null ? t('installation.since', { from }) : t('installation.span', { from, to: moment(row.to) })}</small>
      <small className={styles.registers}>
        {t('installation.registers', {
          start: shown(row.start.import),
          end: row.to === null ? t('installation.hangs') : shown(row.end.import),
        })}
      </small>
      {photos.length === 0 ? null : (
        <div className={styles.photos}>
          <PhotoThumbs park={park} photos={photos} />
        </div>
      )}
      {children}
    </li>
  );
}
