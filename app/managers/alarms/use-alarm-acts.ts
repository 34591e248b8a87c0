'use client';

import { useCallback, useState } from 'react';
import { type InstantMs, instantMs } from '#domain/time/instant.ts';
import { useLive } from '../../live/LiveProvider.tsx';
import { acknowledgeAlarm, muteAlarm } from '../../rpc/api.ts';
import { failureOf } from '../../rpc/client.ts';
import { escalateAlarm, takeBackAlarm } from '../../rpc/escalation-api.ts';
import type { AlarmRow, AlarmState } from '../../rpc/shapes.ts';
import { useWords } from '../../words/use-words.ts';
import type { SaidThing } from '../Said.tsx';

export interface AlarmActs {
  readonly acknowledge: (alarm: AlarmRow, acknowledged: boolean) => void;
  /** Null: calls again. */
  readonly mute: (alarm: AlarmRow, forMs: number | null) => void;
  /** Resolves when it is done, or refused and said so. */
  readonly escalate: (alarm: AlarmRow, note: string) => Promise<void>;
  readonly takeBack: (alarm: AlarmRow) => void;
  /** The alarm as the newest act left it, before the list is asked again. */
  readonly withState: (alarm: AlarmRow) => AlarmRow;
  readonly said: SaidThing | null;
}

const NONE: ReadonlyMap<string, AlarmState> = new Map();

/** Acknowledging, muting and escalating: shown once the server has done it, said aloud, and taken back by one press. */
export const useAlarmActs = (park: string, again: (() => void) | null): AlarmActs => {
  const t = useWords();
  const live = useLive();
  const [states, setStates] = useState(NONE);
  const [said, say] = useState<SaidThing | null>(null);

  const act = useCallback(
    async (run: () => Promise<AlarmState>, done: string, undo: (() => void) | null) => {
      try {
        const state = await run();
        setStates((before) => new Map(before).set(state.id, state));
        say({ text: done, refused: false, ...(undo ? { undo: { word: t('alarms.undo'), run: undo } } : {}) });
        again?.();
      } catch (error) {
        say({ text: t(`failed.${failureOf(error)}`), refused: true });
      }
    },
    [t, again],
  );

  const acknowledge = useCallback(
    (alarm: AlarmRow, acknowledged: boolean) => {
      const { id } = alarm;
      const back = () => void act(() => acknowledgeAlarm({ park, id, acknowledged: !acknowledged }), t('alarms.undone'), null);
      const done = acknowledged ? t('alarms.acknowledged') : t('alarms.unacknowledged');
      void act(() => acknowledgeAlarm({ park, id, acknowledged }), done, back);
    },
    [park, act, t],
  );

  const mute = useCallback(
    (alarm: AlarmRow, forMs: number | null) => {
      const { id, mutedUntil } = alarm;
      const now = live?.clock.now();
      if (now === undefined) return;
      const until: InstantMs | null = forMs === null ? null : instantMs(Math.round(now + forMs));
      const before = mutedUntil !== null && mutedUntil > now ? mutedUntil : null;
      const back = () => void act(() => muteAlarm({ park, id, until: before }), t('alarms.undone'), null);
      void act(() => muteAlarm({ park, id, until }), until === null ? t('alarms.unmuted') : t('alarms.muted'), back);
    },
    [park, act, t, live],
  );

  const takeBack = useCallback(
    async ({ id }: AlarmRow) => {
      try {
        const answer = await takeBackAlarm({ park, id });
        const refused = answer.type === 'refused';
        say({ text: refused ? t(`escalation.refused.${answer.code}`) : t('escalation.takenBack'), refused });
        again?.();
      } catch (error) {
        say({ text: t(`failed.${failureOf(error)}`), refused: true });
      }
    },
    [park, t, again],
  );

  const escalate = useCallback(
    async (alarm: AlarmRow, note: string) => {
      try {
        const answer = await escalateAlarm({ park, id: alarm.id, note });
        if (answer.type === 'refused') say({ text: t(`escalation.refused.${answer.code}`), refused: true });
        else {
          setStates((before) => new Map(before).set(answer.alarm.id, answer.alarm));
          say({ text: t('escalation.done'), refused: false, undo: { word: t('alarms.undo'), run: () => void takeBack(alarm) } });
        }
        again?.();
      } catch (error) {
        say({ text: t(`failed.${failureOf(error)}`), refused: true });
      }
    },
    [park, t, again, takeBack],
  );

  const withState = useCallback(
    (alarm: AlarmRow): AlarmRow => {
      const state = states.get(alarm.id);
      return state ? { ...alarm, ...state } : alarm;
    },
    [states],
  );
  return { acknowledge, mute, escalate, takeBack: (alarm) => void takeBack(alarm), withState, said };
};
