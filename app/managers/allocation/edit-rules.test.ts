import { describe, expect, test } from 'vitest';
import type { AllocationRules, GroupRule, ShareRule } from '#domain/allocation/rules.ts';
import {
  addGroup,
  codesFromText,
  copyToGroups,
  dropGroup,
  limitFromText,
  percentText,
  ratiosFromText,
  textOfRatios,
  withRule,
} from './edit-rules.ts';
import { wholeFromText } from './edit-transformers.ts';

const rule: ShareRule = { basis: 'use', upper: null, vacancy: 'landlord', excluded: [], custom: {} };
const group = (node: string | null, lossLimit = 700): GroupRule => ({
  node,
  lossLimit,
  kinds: { sharedArea: rule, lineLoss: rule, transformerLoss: rule, capacity: rule, powerFactor: rule },
});
const rules: AllocationRules = { groups: [group(null), group('B1')], transformers: [] };
const nodes = (of: AllocationRules) => of.groups.map(({ node, lossLimit }) => `${node} ${lossLimit}`);

describe('rules being edited', () => {
  test('one rule of one group changes, the others stay', () => {
    const found = withRule(rules, 'B1', 'lineLoss', { ...rule, basis: 'area' });
    expect(found.groups[1]?.kinds.lineLoss.basis).toBe('area');
    expect(found.groups[1]?.kinds.sharedArea.basis).toBe('use');
    expect(found.groups[0]).toBe(rules.groups[0]);
  });
  test('a group is added like the others, copied to them, and dropped; the park’s stays', () => {
    const added = addGroup(rules, 'B2');
    expect(nodes(added)).toEqual(['null 700', 'B1 700', 'B2 700']);
    expect(nodes(copyToGroups(added, group('B2', 500)))).toEqual(['null 700', 'B1 500', 'B2 500']);
    expect(nodes(dropGroup(added, 'B1'))).toEqual(['null 700', 'B2 700']);
  });
});

describe('what people type', () => {
  test.each([
    ['630', 1_000, 630_000],
    ['0.95', 1_000, 950],
    ['6200', 1, 6_200],
    ['0.4', 1, 0],
    ['-5', 1, 0],
    ['much', 1_000, 0],
  ])('%s of a transformer’s plate, by %d, is %d', (text, per, whole) => expect(wholeFromText(text, per)).toBe(whole));

  test('codes are told apart by spaces and commas of both scripts, each once', () => {
    expect(codesFromText(' A1,A2，A3、A1\nA4 ')).toEqual(['A1', 'A2', 'A3', 'A4']);
    expect(codesFromText('')).toEqual([]);
  });
  test.each([
    ['A1 12.5\nA2: 87.5 %', { A1: 125_000, A2: 875_000 }],
    ['A1 33.3333', { A1: 333_333 }],
    ['', {}],
    ['A1', null],
    ['A1 12.34567', null],
    ['A1 -5', null],
  ])('%j as ratios is %j', (text, ratios) => expect(ratiosFromText(text)).toEqual(ratios));
  test('ratios are shown as they are typed', () => {
    expect(textOfRatios({ A1: 125_000, A2: 875_000 })).toBe('A1 12.5\nA2 87.5');
    expect(percentText(333_333)).toBe('33.3333');
    expect(percentText(1_000_000)).toBe('100');
  });
  test.each([
    ['7', 700],
    ['6.5 %', 650],
    ['0.05', 5],
    ['seven', 0],
  ])('a limit of %s is %d', (text, limit) => expect(limitFromText(text)).toBe(limit));
});
