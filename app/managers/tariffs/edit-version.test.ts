import { describe, expect, test } from 'vitest';
import type { FileFault, Version } from '../../rpc/tariffs-api.ts';
import { draftOf, faultsAt, faultsElsewhere, NEW_RULE, textOfVersion, withTemplate } from './edit-version.ts';

const version: Version = {
  validFrom: '2026-08-01',
  validTo: null,
  state: 'inForce',
  source: '鲁发改价格〔2023〕914号',
  components: [
    {
      code: 'purchase',
      name: { zh: '购电', en: 'Purchase' },
      prices: { deepValley: '0.40000000', valley: '0.20000000', flat: '0.40000000', peak: '0.70000000', criticalPeak: '0.40000000' },
    },
  ],
  rules: [
    {
      period: 'peak',
      ranges: [
        { from: '08:00', to: '11:00' },
        { from: '17:00', to: '21:00' },
      ],
      months: [7, 8],
      dayKind: 'workday',
    },
    {
      period: 'deepValley',
      ranges: [{ from: '10:00', to: '14:00' }],
      dayKind: 'holiday',
      holidayNames: ['春节'],
      dates: { from: '01-15', to: '02-28' },
    },
  ],
  vectors: [
    { code: 'spot', name: { zh: '现货', en: 'Spot' }, days: [{ from: '2026-08-01', to: '2026-09-01', prices: ['0.10000000', '0.2'] }] },
  ],
  demandPrice: '42.00000000',
  capacityPrice: null,
};

test('a version that nobody touched is sent as it was; what does not float follows the flat price', () => {
  expect(draftOf(textOfVersion(version))).toEqual({
    validFrom: '2026-08-01',
    source: version.source,
    components: [{ code: 'purchase', name: { zh: '购电', en: 'Purchase' }, prices: { flat: '0.40', valley: '0.20', peak: '0.70' } }],
    rules: version.rules,
    vectors: [
      { code: 'spot', name: { zh: '现货', en: 'Spot' }, days: [{ from: '2026-08-01', to: '2026-09-01', prices: ['0.10', '0.20'] }] },
    ],
    demandPrice: '42.00',
  });
});

describe('hours', () => {
  test.each([
    ['08:00-11:00', [{ from: '08:00', to: '11:00' }]],
    [
      '8-11:30, 17–21',
      [
        { from: '08:00', to: '11:30' },
        { from: '17:00', to: '21:00' },
      ],
    ],
    ['8：15~24', [{ from: '08:15', to: '24:00' }]],
    ['morning', [{ from: 'morning', to: '' }]],
    ['', []],
  ])('“%s” is read as people mean it', (hours, ranges) => {
    expect(draftOf({ ...textOfVersion(version), rules: [{ ...NEW_RULE, hours }] }).rules).toEqual([{ period: 'peak', ranges }]);
  });

  test('months that are none are sent as none, for the check to name them', () => {
    const [rule] = draftOf({ ...textOfVersion(version), rules: [{ ...NEW_RULE, hours: '8-9', months: '7、8 may' }] }).rules;
    expect(rule?.months).toEqual([7, 8, 0]);
  });
});

test('a template takes the place of periods and source, and leaves the prices', () => {
  const before = textOfVersion(version);
  const rules: Version['rules'] = [{ period: 'valley', ranges: [{ from: '00:00', to: '08:00' }] }];
  const after = withTemplate(before, { code: 'hubei', name: { zh: '湖北', en: 'Hubei' }, source: '鄂发改〔2024〕77号', rules, gaps: [] });
  expect(after).toEqual({ ...before, source: '鄂发改〔2024〕77号', rules: [{ ...NEW_RULE, period: 'valley', hours: '00:00-08:00' }] });
});

test('faults are told at their field; what has no field is told above', () => {
  const fault = (path: string): FileFault => ({ path, code: 'TARIFF', message: path });
  const faults = ['rules[1].ranges[0].from', 'rules[10].ranges', 'components', '', 'source'].map(fault);
  expect(faultsAt(faults, 'rules[1].ranges').map(({ path }) => path)).toEqual(['rules[1].ranges[0].from']);
  expect(faultsAt(faults, 'rules[1]').map(({ path }) => path)).toEqual(['rules[1].ranges[0].from']);
  expect(faultsElsewhere(faults).map(({ path }) => path)).toEqual(['components', '']);
});
