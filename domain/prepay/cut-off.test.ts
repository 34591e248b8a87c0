import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CutDecision } from '../board/board.ts';
import { type Fen, fen, fenFromYuan } from '../units/money.ts';
import { balanceLevel, decideCut, type Limits, leavesCut } from './cut-off.ts';

const yuan = (text: string): Fen => {
  const found = fenFromYuan(text);
  if (found === null) throw new RangeError(`${text} is no amount`);
  return found;
};

/** DOMAIN 4.4: alarm1 50, alarm2 20, overdraft 10, recloseMin 5. */
const ACCOUNT: Limits = {
  kind: 'prepaid',
  alarm1: yuan('50'),
  alarm2: yuan('20'),
  overdraft: yuan('10'),
  recloseMin: yuan('5'),
  protected: false,
};
const FREE = { account: ACCOUNT, isCut: false, inNoCutWindow: false, online: true };

const shown = (decision: CutDecision): string => (decision.type === 'pending' ? `pending: ${decision.because}` : decision.type);
const decisionsOf = (balances: readonly string[], account = ACCOUNT): readonly string[] => {
  let isCut = false;
  return balances.map((balance) => {
    const decision = decideCut({ ...FREE, account, isCut, available: yuan(balance) });
    isCut = leavesCut(decision);
    return shown(decision);
  });
};

describe('the level of a balance', () => {
  test.each([
    ['50.01', 'ok'],
    ['50.00', 'alarm1'],
    ['20.01', 'alarm1'],
    ['20.00', 'alarm2'],
    ['-9.99', 'alarm2'],
    ['-10.00', 'exhausted'],
    ['-10.01', 'exhausted'],
  ])('%s is %s: equality belongs to the worse side', (balance, expected) => {
    expect(balanceLevel(yuan(balance), ACCOUNT)).toBe(expected);
  });

  test('without overdraft nothing is exhausted, one fen is not', () => {
    const account = { ...ACCOUNT, alarm2: fen(0n), overdraft: fen(0n) };
    expect(['0.01', '0', '-0.01'].map((balance) => balanceLevel(yuan(balance), account))).toEqual(['alarm1', 'exhausted', 'exhausted']);
  });

  test.each(['postpaid', 'supply'] as const)('a %s account is never warned', (kind) => {
    expect(balanceLevel(yuan('-1000'), { ...ACCOUNT, kind })).toBe('ok');
  });
});

describe('cut-off and reconnection', () => {
  test('at −9.99 the supply is on, at −10.00 it is cut', () => {
    expect(decisionsOf(['50.00', '20.00', '-9.99', '-10.00'])).toEqual(['on', 'on', 'on', 'cut']);
  });

  test('a top-up of 14.99 to 4.99 leaves it off, 15.01 to 5.01 restores it', () => {
    expect(decisionsOf(['-10.00', '4.99'])).toEqual(['cut', 'off']);
    expect(decisionsOf(['-10.00', '5.00'])).toEqual(['cut', 'off']);
    expect(decisionsOf(['-10.00', '5.01'])).toEqual(['cut', 'on']);
  });

  test('between the two limits what was stays: no flutter', () => {
    expect(decisionsOf(['4.99', '-9.99', '-10', '-9.99', '4.99', '5.01', '4.99', '-9.99'])).toEqual([
      'on',
      'on',
      'cut',
      'off',
      'off',
      'on',
      'on',
      'on',
    ]);
  });

  test('with no reclose minimum the balance must still be above zero', () => {
    expect(decisionsOf(['-10', '0', '0.01'], { ...ACCOUNT, recloseMin: fen(0n) })).toEqual(['cut', 'off', 'on']);
    expect(decisionsOf(['-10', '-4', '0.01'], { ...ACCOUNT, recloseMin: yuan('-5') })).toEqual(['cut', 'off', 'on']);
  });

  test('with neither overdraft nor reclose minimum nothing lies between cut and on', () => {
    const account = { ...ACCOUNT, overdraft: fen(0n), recloseMin: fen(0n) };
    expect(decisionsOf(['0.01', '0', '0.01', '-0.01'], account)).toEqual(['on', 'cut', 'on', 'cut']);
  });
});

describe('what holds a cut back', () => {
  const EXHAUSTED = { ...FREE, available: yuan('-10') };
  const PROTECTED = { ...ACCOUNT, protected: true };

  test.each([
    ['protection', { ...EXHAUSTED, account: PROTECTED }, 'pending: protected'],
    ['protection of one cut before', { ...EXHAUSTED, account: PROTECTED, isCut: true }, 'pending: protected'],
    ['a no-cut window', { ...EXHAUSTED, inNoCutWindow: true }, 'pending: noCutWindow'],
    ['a meter that is silent', { ...EXHAUSTED, online: false }, 'pending: offline'],
    ['protection before the rest', { ...EXHAUSTED, account: PROTECTED, inNoCutWindow: true, online: false }, 'pending: protected'],
    ['the window before the silent meter', { ...EXHAUSTED, inNoCutWindow: true, online: false }, 'pending: noCutWindow'],
    ['nothing', EXHAUSTED, 'cut'],
    ['a window once cut: it restores nothing', { ...EXHAUSTED, isCut: true, inNoCutWindow: true }, 'cut'],
    ['a silent meter once cut', { ...EXHAUSTED, isCut: true, online: false }, 'cut'],
    ['a window while waiting for more money', { ...EXHAUSTED, available: yuan('4.99'), isCut: true, inNoCutWindow: true }, 'off'],
    ['protection while waiting for more money', { ...EXHAUSTED, account: PROTECTED, available: yuan('4.99'), isCut: true }, 'on'],
    ['a window with money enough', { ...EXHAUSTED, available: yuan('-9.99'), inNoCutWindow: true }, 'on'],
  ])('%s', (_what, input, expected) => {
    expect(shown(decideCut(input))).toBe(expected);
  });

  test.each(['postpaid', 'supply'] as const)('a %s account is never cut', (kind) => {
    expect(shown(decideCut({ ...EXHAUSTED, account: { ...ACCOUNT, kind }, isCut: true }))).toBe('on');
  });
});

describe('no wrong cut-off', () => {
  const inputs = fc.record({
    available: fc.bigInt({ min: -3_000n, max: 8_000n }).map(fen),
    account: fc.record({
      kind: fc.constantFrom('prepaid' as const, 'postpaid' as const, 'supply' as const),
      alarm1: fc.constant(yuan('50')),
      alarm2: fc.constant(yuan('20')),
      overdraft: fc.bigInt({ min: 0n, max: 2_000n }).map(fen),
      recloseMin: fc.bigInt({ min: 0n, max: 2_000n }).map(fen),
      protected: fc.boolean(),
    }),
    isCut: fc.boolean(),
    inNoCutWindow: fc.boolean(),
    online: fc.boolean(),
  });

  test('nobody protected, funded, not prepaid, in a window or unreachable is newly cut', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { available, account, isCut, inNoCutWindow, online } = input;
        const mayCut = account.kind === 'prepaid' && !account.protected && available <= -account.overdraft;
        const decision = decideCut(input);
        if (!isCut && leavesCut(decision)) expect(mayCut && !inNoCutWindow && online).toBe(true);
        if (decision.type === 'cut') expect(mayCut).toBe(true);
        if (available > account.recloseMin && available > 0n) expect(decision.type).toBe('on');
      }),
      { numRuns: 2_000 },
    );
  });

  test('asked again with nothing changed, it decides the same', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const decision = decideCut(input);
        expect(decideCut({ ...input, isCut: leavesCut(decision) })).toEqual(decision);
      }),
      { numRuns: 2_000 },
    );
  });
});
