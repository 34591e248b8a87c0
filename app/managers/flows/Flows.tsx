'use client';

import { useState } from 'react';
import type { ParkBoard } from '#domain/board/board.ts';
import type { Flow } from '#domain/flow/flow.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { useBoardField } from '../../live/use-board.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Button } from '../../parts/Button.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { daysBefore, daysOfMonth, monthBefore, monthOf } from '../calendar.ts';
import { DayPicker } from '../DayPicker.tsx';
import { ListPage } from '../ListPage.tsx';
import { FlowFigures } from './FlowFigures.tsx';
import { FlowPicture } from './FlowPicture.tsx';
import styles from './Flows.module.css';
import { FlowTable } from './FlowTable.tsx';
import { type FlowSpan, useFlows } from './use-flows.ts';

/** Where the park's power (water) went: from its sources to tenants, public area and losses. */
export function Flows({ park }: { readonly park: string }) {
  const board = useBoardField({ type: 'park', park }, (data) => data, sameMinute);
  if (!board) return <TableBones />;
  return <Shown park={park} board={board} />;
}

/** The picture is laid out anew a few times a minute, not with each frame of the board. */
const sameMinute = (a: ParkBoard | null, b: ParkBoard | null): boolean =>
  a !== null && b !== null && a.code === b.code && a.day === b.day && Math.floor(a.at / MINUTE) === Math.floor(b.at / MINUTE);
const MINUTE = 60_000;

const SPANS = ['today', 'yesterday', 'month', 'lastMonth', 'range'] as const;

function Shown({ park, board }: { readonly park: string; readonly board: ParkBoard }) {
  const t = useWords();
  const [medium, setMedium] = useState<Medium>('electricity');
  const [chosen, choose] = useState<string>('today');
  const [range, setRange] = useState<FlowSpan>({ from: daysBefore(board.day, RANGE_DAYS), to: board.day });
  const chooseEnd = (to: ParkDay) => setRange(to < range.from ? { from: to, to } : { ...range, to });
  const span = chosen === 'range' ? range : spanOf(chosen, board.day);
  const [isOpened, setOpened] = useState(false);
  const state = useFlows({ park, board, medium, span, isOpened });
  const joined = state.type === 'ready' ? joinedIn(state.flow) : 0;
  const isEmpty = state.type === 'ready' && state.flow.links.length === 0;
  return (
    <ListPage
      title={t('nav.flows')}
      note={span.from === span.to ? String(span.from) : `${span.from} – ${span.to}`}
      tools={
        <>
          <Choice
            label={t('flows.span')}
            chosen={chosen}
            choose={choose}
            choices={SPANS.map((value) => ({ value, word: t(`flows.spans.${value}`) }))}
          />
          <Choice
            label={t('live.medium')}
            chosen={medium}
            choose={(value) => setMedium(value === 'water' ? 'water' : 'electricity')}
            choices={[
              { value: 'electricity', word: t('live.electricity') },
              { value: 'water', word: t('live.water') },
            ]}
          />
          <ExportButton kind="flows" query={{ park, medium, from: String(span.from), to: String(span.to) }} />
        </>
      }
    >
      {chosen === 'range' ? (
        <p className={styles.range}>
          <DayPicker day={range.from} today={range.to} choose={(from) => setRange({ ...range, from })} />
          <span>–</span>
          <DayPicker day={range.to} today={board.day} choose={chooseEnd} />
        </p>
      ) : null}
      {state.type === 'failed' ? <Failed failure={state.failure} again={state.again} /> : null}
      {isEmpty ? <Notice title={t('flow.none')} text={t('flow.noneNext')} /> : null}
      {state.type === 'failed' || isEmpty ? null : (
        <>
          <FlowFigures flow={state.type === 'ready' ? state.flow : null} medium={medium} />
          <Card
            title={t('flow.title')}
            note={t('flow.unit')}
            tools={
              isOpened || joined > 0 ? (
                <Button onPress={() => setOpened(!isOpened)}>{isOpened ? t('flows.join') : t('flows.open', { n: joined })}</Button>
              ) : null
            }
          >
            {state.type === 'ready' ? (
              <FlowPicture park={park} board={board} flow={state.flow} medium={medium} />
            ) : (
              <Bone height={BONE_HEIGHT} />
            )}
            {state.type === 'ready' && state.incomplete > 0 ? (
              <p className={styles.note}>{t('flows.incomplete', { n: state.incomplete })}</p>
            ) : null}
          </Card>
          {state.type === 'ready' ? <FlowTable park={park} board={board} flow={state.flow} medium={medium} /> : null}
        </>
      )}
    </ListPage>
  );
}

const BONE_HEIGHT = '520px';
const RANGE_DAYS = 6;

/** How many feeders and tenants the picture shows as part of another end. */
const joinedIn = ({ nodes }: Flow): number => nodes.reduce((sum, { code, count }) => sum + (code === null && count > 1 ? count : 0), 0);

const spanOf = (chosen: string, today: ParkDay): FlowSpan => {
  if (chosen === 'yesterday') return { from: daysBefore(today, 1), to: daysBefore(today, 1) };
  if (chosen === 'month') return { from: daysOfMonth(monthOf(today)).first, to: today };
  if (chosen === 'lastMonth') {
    const { first, last } = daysOfMonth(monthBefore(monthOf(today)));
    return { from: first, to: last };
  }
  return { from: today, to: today };
};
