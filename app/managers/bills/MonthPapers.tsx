'use client';

import { useEffect, useRef, useState } from 'react';
import { useLocale } from 'use-intl';
import { SECOND_MS } from '#domain/time/instant.ts';
import { Button } from '../../parts/Button.tsx';
import { archiveAddress } from '../../parts/export-address.ts';
import type { OfMonth } from '../../rpc/allocation-api.ts';
import { failureOf } from '../../rpc/client.ts';
import { askPrintRun } from '../../rpc/papers-api.ts';
import { useWords } from '../../words/use-words.ts';
import type { SaidThing } from '../Said.tsx';

interface Props {
  readonly of: OfMonth;
  readonly say: (said: SaidThing) => void;
}

/** A server that does not know the ticket has refused it, or is another one: then the browser's own list of downloads tells. */
const UNKNOWN_MAX = 8;

/** All bills of the month as PDFs in one archive. The browser keeps it while it streams; how far it is, is asked once a second. */
export function MonthPapers({ of, say }: Props) {
  const t = useWords();
  const lang = useLocale();
  const [run, setRun] = useState<{ readonly done: number; readonly total: number } | null>(null);
  const [ticket, setTicket] = useState<string | null>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const { park, month } = of;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a ticket
  useEffect(() => {
    if (ticket === null) return;
    link.current?.click();
    let unknown = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const ask = async () => {
      try {
        const found = await askPrintRun(park, ticket);
        if (over) return;
        setRun(found);
        unknown = found === null ? unknown + 1 : 0;
        if (found !== null && found.done === found.total) {
          say({ text: t('papers.made', { total: found.total }), refused: false });
          return setTicket(null);
        }
        if (unknown > UNKNOWN_MAX) return setTicket(null);
        timer = setTimeout(() => void ask(), SECOND_MS);
      } catch (error) {
        if (over) return;
        say({ text: t(`failed.${failureOf(error)}`), refused: true });
        setTicket(null);
      }
    };
    timer = setTimeout(() => void ask(), SECOND_MS);
    return () => {
      over = true;
      clearTimeout(timer);
      setRun(null);
    };
  }, [ticket]);
  return (
    <>
      <Button disabled={ticket !== null} onPress={() => setTicket(crypto.randomUUID())}>
        {ticket === null ? t('papers.all') : t('papers.making', { done: run?.done ?? 0, total: run?.total ?? '…' })}
      </Button>
      {ticket === null ? null : (
        <a ref={link} href={archiveAddress({ park, month, lang, ticket })} download="" hidden tabIndex={-1}>
          {t('papers.all')}
        </a>
      )}
    </>
  );
}
