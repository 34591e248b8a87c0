import { useMemo } from 'react';
import type { ParkBoard } from '#domain/board/board.ts';
import { useRememberSeen } from '../../offline/use-remember-seen.ts';
import { byGravity } from '../../parts/by-gravity.ts';
import { useAlarmText } from '../../parts/use-alarm-text.ts';
import { useSubjectNames } from '../../parts/use-subject-names.ts';
import type { AlarmRow } from '../../rpc/shapes.ts';
import { useNames } from '../../words/use-words.ts';

/** Keeps the open alarms for the page without a network, the gravest first. They are as old as the answer that brought them. */
export const useRememberAlarms = (park: string, board: ParkBoard | null, alarms: readonly AlarmRow[] | null): void => {
  const nameOf = useNames();
  const textOf = useAlarmText();
  const subjectOf = useSubjectNames(park, board);
  // Names of meters come with their board, after the alarms.
  const names = alarms?.map(({ subject }) => subjectOf(subject)).join();
  const when = useMemo(() => (alarms === null ? null : { alarms, names }), [alarms, names]);
  useRememberSeen(board === null ? null : when, () => {
    if (board === null || alarms === null) return null;
    const open = alarms.filter(({ closedAt }) => closedAt === null).toSorted(byGravity);
    const rows = open.map((alarm) => {
      const { title, detail } = textOf(alarm, subjectOf(alarm.subject));
      return { title, value: '', note: detail, severity: alarm.severity, since: alarm.openedAt };
    });
    return { page: 'alarms', park, name: nameOf(board.name), at: null, rows };
  });
};
