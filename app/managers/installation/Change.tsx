'use client';

import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useBoard, useBoardField } from '../../live/use-board.ts';
import { useRedrawTime } from '../../live/use-redraw-time.ts';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { askWaiting } from '../../rpc/api.ts';
import { askInstallations } from '../../rpc/installations.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { ButtonLink } from '../ButtonLink.tsx';
import { PageHead } from '../PageHead.tsx';
import styles from '../quarantine/Register.module.css';
import { ChangeFields } from './ChangeFields.tsx';
import { CHANGE_KINDS, type ChangeKind } from './change-form.ts';

interface Props {
  readonly park: string;
  readonly code: string;
}

/** A meter goes, comes, or gets other transformers: at one instant, with what was read of it. */
export function Change({ park, code }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const search = useSearchParams();
  const asked = search.get('do');
  const now = useRedrawTime();
  const zone = useBoardField({ type: 'park', park }, (board) => board.zone);
  const known = useBoard({ type: 'meters', park }, (state) => (state.type === 'shown' ? Object.hasOwn(state.data, code) : null));
  const point = useBoardField({ type: 'meters', park }, (points) => points[code] ?? null);
  const installations = useQuery(`installations ${park} ${code}`, (signal) => askInstallations({ park, point: code }, signal));
  const waiting = useQuery(`waiting ${park}`, (signal) => askWaiting(park, signal));
  const [done, setDone] = useState<ChangeKind | null>(null);
  const own = `/parks/${encodeURIComponent(park)}/meters/${encodeURIComponent(code)}`;
  if (known === false) return <Notice title={t('meter.notFound', { code })} text={t('meter.notFoundNext')} />;
  if (!point || zone === null || now === null) return <TableBones />;
  const running = installations.type === 'ready' ? (installations.data.rows.find(({ to }) => to === null) ?? null) : null;
  const kind = running === null ? 'install' : kindOf(asked);
  return (
    <article className={styles.page}>
      <PageHead title={t(`installation.kind.${done ?? kind}`)} note={code} up={{ href: own, word: nameOf(point.name) }} />
      {done ? (
        <Notice title={t('installation.done', { point: code, kind: t(`installation.kind.${done}`) })} text={t('installation.doneText')}>
          <ButtonLink href={own} primary>
            {t('installation.show')}
          </ButtonLink>
        </Notice>
      ) : null}
      {installations.type === 'failed' ? <Failed failure={installations.failure} again={installations.again} /> : null}
      {waiting.type === 'failed' ? <Failed failure={waiting.failure} again={waiting.again} /> : null}
      {installations.type === 'loading' || waiting.type === 'loading' ? <TableBones /> : null}
      {!done && installations.type === 'ready' && waiting.type === 'ready' ? (
        <ChangeFields
          key={`${kind} ${running?.id}`}
          park={park}
          point={code}
          medium={point.medium}
          zone={zone}
          now={now}
          kind={kind}
          running={running}
          before={installations.data.takenBack.find((one) => one.kind === kind && String(one.id) === search.get('again')) ?? null}
          last={installations.data.last}
          waiting={waiting.data}
          onDone={() => setDone(kind)}
        />
      ) : null}
    </article>
  );
}

const kindOf = (asked: string | null): ChangeKind => CHANGE_KINDS.find((kind) => kind === asked && kind !== 'install') ?? 'replace';
