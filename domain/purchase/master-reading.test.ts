import { expect, test } from 'vitest';
import { type ReadingCells, readingFromCells } from './master-reading.ts';

const cells = (more: Partial<ReadingCells>): ReadingCells => ({
  previous: '2863740',
  current: '3419357',
  ratio: '1',
  added: '',
  exportPrevious: '',
  exportCurrent: '',
  ...more,
});

test.each<[string, Partial<ReadingCells>, bigint, bigint]>([
  ['Chongqing: 555,617 kWh', {}, 555_617_000n, 0n],
  ['times its ratio, decimals kept', { previous: '0.000', current: '12.3456', ratio: '120' }, 1_481_472n, 0n],
  ['rounded once to whole Wh', { previous: '0', current: '0.0005', ratio: '1' }, 1n, 0n],
  ['with what the grid adds, or another meter counted', { added: '-617' }, 555_000_000n, 0n],
  ['fed in beside it', { exportPrevious: '10', exportCurrent: '12.5', ratio: '2' }, 1_111_234_000n, 5_000n],
])('%s', (_what, more, wh, exportedWh) => {
  expect(readingFromCells(cells(more))).toEqual({ type: 'reading', reading: { wh, exportedWh } });
});

test.each<[string, Partial<ReadingCells>, readonly string[]]>([
  ['no number', { previous: '', current: '1e3' }, ['previous NO_NUMBER', 'current NO_NUMBER']],
  ['a register that went back', { current: '2863739' }, ['current BACKWARDS']],
  ['no ratio', { ratio: '0' }, ['ratio NO_RATIO']],
])('refused: %s', (_what, more, faults) => {
  const found = readingFromCells(cells(more));
  expect(found.type === 'faults' && found.faults.map(({ cell, code }) => `${cell} ${code}`)).toEqual(faults);
});
