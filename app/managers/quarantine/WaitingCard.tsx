'use client';

import { useMemo } from 'react';
import { SECOND_MS } from '#domain/time/instant.ts';
import { grouped } from '../../format/quantity.ts';
import { AgeText } from '../../parts/AgeText.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { askWaiting } from '../../rpc/api.ts';
import type { WaitingDevice } from '../../rpc/shapes.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { ButtonLink } from '../ButtonLink.tsx';
import { Card } from '../Card.tsx';

const EVERY_MS = 15 * SECOND_MS;

/** Meters that send and are unknown: each is registered in one form, and what it sent is taken over. */
export function WaitingCard({ park }: { readonly park: string }) {
  const t = useWords();
  const query = useQuery(`waiting ${park}`, (signal) => askWaiting(park, signal), { everyMs: EVERY_MS });
  const columns = useMemo((): readonly Column<WaitingDevice>[] => {
    const href = (serial: string) => `/parks/${encodeURIComponent(park)}/quarantine/register?serial=${encodeURIComponent(serial)}`;
    return [
      { key: 'serial', head: t('meters.serial'), phone: 'title', cell: ({ serial }) => <b>{serial}</b> },
      { key: 'codec', head: t('register.field.codec'), cell: ({ codec }) => codec ?? '–' },
      { key: 'topic', head: t('quarantine.topic'), cell: ({ topic }) => topic },
      {
        key: 'messages',
        head: t('register.messages'),
        figure: true,
        cell: ({ messages }) => grouped(messages),
        sort: (a, b) => a.messages - b.messages,
      },
      {
        key: 'last',
        head: t('register.last'),
        figure: true,
        phone: 'end',
        cell: ({ lastAt }) => <AgeText at={lastAt} />,
        sort: (a, b) => a.lastAt - b.lastAt,
      },
      {
        key: 'act',
        head: '',
        figure: true,
        phone: 'act',
        cell: ({ serial }) => <ButtonLink href={href(serial)}>{t('register.open')}</ButtonLink>,
      },
      { key: 'note', head: '', phone: 'note', phoneOnly: true, cell: ({ messages }) => t('register.sent', { n: messages }) },
    ];
  }, [t, park]);
  if (query.type !== 'ready' || query.data.length === 0) return null;
  return (
    <Card title={t('register.waiting')} note={query.data.length}>
      <DataTable label={t('register.waiting')} columns={columns} rows={query.data} keyOf={({ serial }) => serial} />
    </Card>
  );
}
