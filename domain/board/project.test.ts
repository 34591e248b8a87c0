import { describe, expect, test } from 'vitest';
import type { AccountBoard, BoardName, ParkBoard, ParkDocument, PointBoard } from './board.ts';
import { apply, compose, diff } from './merge-patch.ts';
import { boardKey, projectBoard, projectPatch } from './project.ts';

const NAMES: readonly BoardName[] = [
  { type: 'park', park: 'main' },
  { type: 'account', park: 'main', account: 'A-001' },
  { type: 'meters', park: 'main' },
];

/** Only members the projection looks at; the boards' own figures are somebody else's. */
const document = (powerW: number, available: string | null, power: number | null): ParkDocument =>
  ({
    park: { code: 'main', powerW } as unknown as ParkBoard,
    accounts: available === null ? {} : { 'A-001': { code: 'A-001', available } as unknown as AccountBoard },
    points: { 'E-1': { code: 'E-1', power } as unknown as PointBoard },
  }) satisfies ParkDocument;

const STATES = [
  document(1, '10.00', 5),
  document(2, '10.00', null),
  document(2, '9.99', null),
  document(3, null, 7),
  document(3, '8.00', 7),
];

describe('a board is a part of the park document', () => {
  test.each(NAMES)('$type: its patches lead from state to state as the document moves', (name) => {
    for (const before of STATES) {
      for (const after of STATES) {
        const was = projectBoard(before, name);
        const is = projectBoard(after, name);
        const projected = projectPatch(diff(before, after) ?? {}, name);
        if (projected.type === 'changes' && was !== null) expect(apply(was, projected.patch)).toEqual(is);
        if (projected.type === 'none') expect(is).toEqual(was);
      }
    }
  });

  test.each(NAMES)('$type: patches composed and then projected lead there too', (name) => {
    const [first, , second, , last] = STATES;
    if (!first || !second || !last) throw new Error('states');
    const projected = projectPatch(compose(diff(first, second) ?? {}, diff(second, last) ?? {}), name);
    const was = projectBoard(first, name);
    if (projected.type === 'changes' && was !== null) expect(apply(was, projected.patch)).toEqual(projectBoard(last, name));
  });

  test('an account that the park does not have is no board', () => {
    const [first] = STATES;
    if (!first) throw new Error('states');
    expect(projectBoard(first, { type: 'account', park: 'main', account: 'toString' })).toBeNull();
    expect(projectBoard(first, { type: 'account', park: 'main', account: 'B' })).toBeNull();
  });

  test('an account that is added or taken away is sent whole', () => {
    const [withAccount, , , without] = STATES;
    if (!withAccount || !without) throw new Error('states');
    const name = { type: 'account', park: 'main', account: 'A-001' } as const;
    expect(projectPatch(diff(withAccount, without) ?? {}, name)).toEqual({ type: 'replaced' });
    expect(projectPatch(diff(without, withAccount) ?? {}, name)).toEqual({ type: 'replaced' });
  });

  test('keys name boards', () => {
    expect(NAMES.map(boardKey)).toEqual(['park/main', 'account/main/A-001', 'meters/main']);
  });
});
