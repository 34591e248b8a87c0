import { expect, test } from 'vitest';
import type { AlarmLine, ParkBoard } from '#domain/board/board.ts';
import { instantMs } from '#domain/time/instant.ts';
import { createBoardMirror } from '../boards/mirror.ts';
import { onEscalation } from './escalation-word.ts';

const NOW = instantMs(1_000_000);
const alarm = (id: string, escalatedAt: number | null): AlarmLine => ({
  id,
  kind: 'SUPPLY_CUT',
  severity: 'critical',
  subject: 'A-1',
  openedAt: NOW,
  escalatedAt: escalatedAt === null ? null : instantMs(escalatedAt),
  data: {},
});

test('those above a park are told of each change of what is escalated there, and of nothing else', () => {
  const mirror = createBoardMirror(() => {});
  const told: string[] = [];
  const stop = onEscalation(mirror, (park) => told.push(park));
  let version = 0;
  const show = (park: string, alarms: readonly AlarmLine[]) => {
    version += 1;
    const board = { code: park, powerW: version, alarms } as unknown as ParkBoard;
    mirror.accept({ type: 'snapshot', park, epoch: 'e', version, data: { park: board, accounts: {}, points: {} } }, NOW);
    return told.splice(0);
  };
  expect(show('main', [alarm('a', null)])).toEqual([]);
  expect(show('main', [alarm('a', null), alarm('b', null)])).toEqual([]);
  expect(show('main', [alarm('a', 5), alarm('b', null)])).toEqual(['main']);
  expect(show('main', [alarm('b', null), alarm('a', 5)])).toEqual([]);
  expect(show('south', [alarm('a', 5)])).toEqual(['south']);
  expect(show('main', [alarm('a', 7)])).toEqual(['main']);
  expect(show('main', [])).toEqual(['main']);
  stop();
  expect(show('main', [alarm('a', 9)])).toEqual([]);
});
