import { expect, test } from 'vitest';
import { smallPark } from '#db/park/small-park.fixture.ts';
import { checkParkFile, checkParkText } from './check.ts';

/** JSON that a test may bend as it likes. */
// biome-ignore lint/suspicious/noExplicitAny: a file with faults has no type
type Bent = any;
const bent = (bend: (file: Bent) => void): Bent => {
  const file: Bent = structuredClone(smallPark());
  bend(file);
  return file;
};
const faultsOf = (json: unknown): string[] => {
  const checked = checkParkFile(json);
  return checked.type === 'refused' ? checked.faults.map((fault) => `${fault.path} ${fault.code}`) : [];
};

test('a park in which everything is right is accepted as it is', () => {
  expect(checkParkFile(smallPark())).toEqual({ type: 'accepted', file: smallPark() });
});

test.each<[string, (file: Bent) => void, string[]]>([
  [
    'another format',
    (f) => {
      f.format = 'parktwin-park/9';
    },
    ['format SHAPE'],
  ],
  [
    'a field nobody knows',
    (f) => {
      f.points[1].tenat = 'T1';
    },
    ['points[1] SHAPE'],
  ],
  [
    'a contract that its tariff does not price, that counts nothing, and a base nobody is billed by',
    (f) => {
      f.accounts[1].twoPart = {
        tariff: 'tou',
        units: [],
        modes: [
          { from: '2026-10', mode: 'capacity' },
          { from: '2026-11', mode: 'contract' },
        ],
      };
      f.accounts[1].powerFactor = { standard: '0.90', base: ['td', 'demand', 'fund'] };
    },
    [
      'accounts[1].twoPart.modes[0] MISSING',
      'accounts[1].twoPart.modes[1] MISSING',
      'accounts[1].twoPart.modes[0] TARIFF',
      'accounts[1].powerFactor.base[2] UNKNOWN_REFERENCE',
    ],
  ],
  [
    'a contract by a tariff that is not there, and one of water',
    (f) => {
      f.accounts[1].twoPart = { tariff: 'tou-2', units: [], modes: [{ from: '2026-10', mode: 'single' }] };
      f.accounts[2].twoPart = { tariff: 'water', units: [], modes: [{ from: '2026-10', mode: 'single' }] };
    },
    ['accounts[1].twoPart.tariff UNKNOWN_REFERENCE', 'accounts[2].twoPart.tariff MEDIUM'],
  ],
  [
    'a fee twice, and one that ends before it begins',
    (f) => {
      const fee = { code: 'rent', name: { zh: '租', en: 'Rent' }, type: 'fixed', yuanPerMonth: '1', from: '2026-10-01' };
      f.accounts[1].fees = [fee, { ...fee, to: '2026-09-01' }];
    },
    ['accounts[1].fees[1].code DUPLICATE', 'accounts[1].fees[1].to RANGE'],
  ],
  [
    'two vectors, prices at odd times, rest days without any',
    (f) => {
      const days = [{ from: '2026-08-01', dayKind: 'workday', prices: Array(24).fill('0.4') }];
      f.tariffs[0].versions[0].vectors = [
        { code: 'market', name: { zh: '市', en: 'Market' }, days },
        { code: 'spot', name: { zh: '现', en: 'Spot' }, days: [{ from: '2026-08-01', prices: Array(23).fill('0.4') }] },
      ];
    },
    [
      'tariffs[0].versions[0].vectors[1].days[0] TARIFF',
      'tariffs[0].versions[0].vectors[1] TARIFF',
      'tariffs[0].versions[0].vectors[0].days TARIFF',
    ],
  ],
  [
    'steps that fall, a quota of electricity, a step by the name of a component',
    (f) => {
      const step = { name: { zh: '阶', en: 'Tier' }, window: 'year' };
      f.tariffs[0].steps = [
        { ...step, code: 'td', of: 'limits', versions: [{ from: '2026-01-01', limits: ['2760'], surcharges: ['0.05', '0'] }] },
        { ...step, code: 'over', of: 'quota', versions: [{ from: '2026-01-01', limits: ['100'], surcharges: ['0', '2', '4'] }] },
      ];
    },
    [
      'tariffs[0].steps[0].code DUPLICATE',
      'tariffs[0].steps[0].versions[0] RANGE',
      'tariffs[0].steps[1].of MEDIUM',
      'tariffs[0].steps[1].versions[0] RANGE',
    ],
  ],
  [
    'a price with nine decimals',
    (f) => {
      f.tariffs[0].versions[0].components[1].prices.peak = '0.123456789';
    },
    ['tariffs[0].versions[0].components[1].prices.peak SHAPE'],
  ],
  [
    'a price as a number',
    (f) => {
      f.tariffs[1].versions[0].components[0].prices.flat = 6.3;
    },
    ['tariffs[1].versions[0].components[0].prices.flat SHAPE'],
  ],
  [
    'a time without an offset',
    (f) => {
      f.installations[0].from = '2026-10-13T00:00:00';
    },
    ['installations[0].from SHAPE'],
  ],
  [
    'a day that does not exist',
    (f) => {
      f.accounts[0].openedOn = '2026-02-30';
    },
    ['accounts[0].openedOn SHAPE'],
  ],
  [
    'a modulus that is no whole kWh',
    (f) => {
      f.devices[0].registerModulusKWh = '999999.99';
    },
    ['devices[0].registerModulusKWh SHAPE'],
  ],
  [
    'a zone nobody knows',
    (f) => {
      f.park.zone = 'Asia/Jinan';
    },
    ['park.zone ZONE'],
  ],
  [
    'an offset for a zone',
    (f) => {
      f.park.zone = '+08:00';
    },
    ['park.zone ZONE'],
  ],
  [
    'a park in no region',
    (f) => {
      f.park.org = 'south';
    },
    ['park.org UNKNOWN_REFERENCE'],
  ],
  [
    'a region with the code of the group',
    (f) => {
      f.group.regions[0].code = 'group';
      f.park.org = 'group';
    },
    ['group.regions[0].code DUPLICATE'],
  ],
  [
    'a day twice',
    (f) => {
      f.calendar.push({ day: '2026-10-01', name: '中秋节', off: true });
    },
    ['calendar[2].day DUPLICATE'],
  ],
  [
    'a point twice',
    (f) => {
      f.points.push({ ...f.points[2] });
    },
    ['points[3].code DUPLICATE'],
  ],
  [
    'a serial twice',
    (f) => {
      f.devices.push({ ...f.devices[2] });
    },
    ['devices[4].serial DUPLICATE'],
  ],
  [
    'a version twice',
    (f) => {
      f.tariffs[1].versions.push(f.tariffs[1].versions[0]);
    },
    ['tariffs[1].versions[1].validFrom DUPLICATE'],
  ],
  [
    'a period without a price',
    (f) => {
      f.tariffs[0].versions[0].rules.push({ period: 'criticalPeak', ranges: [{ from: '18:00', to: '19:00' }] });
    },
    ['tariffs[0].versions[0].components TARIFF'],
  ],
  [
    'peak against valley',
    (f) => {
      f.tariffs[0].versions[0].rules[1].ranges[0].from = '06:00';
    },
    ['tariffs[0].versions[0].rules[1].ranges TARIFF'],
  ],
  [
    'a period that starts at no quarter of an hour',
    (f) => {
      f.tariffs[0].versions[0].rules[1].ranges[0].from = '17:10';
    },
    ['tariffs[0].versions[0].rules[1].ranges[0].from TARIFF'],
  ],
  [
    'a component twice',
    (f) => {
      f.tariffs[0].versions[0].components[1].code = 'td';
    },
    ['tariffs[0].versions[0].components[1].code DUPLICATE'],
  ],
  [
    'a room in nothing',
    (f) => {
      delete f.spaces[2].parent;
    },
    ['spaces[2].parent MISSING'],
  ],
  [
    'a building in a floor',
    (f) => {
      f.spaces[0].parent = 'B1-1';
    },
    ['spaces[0].parent CYCLE', 'spaces[0].parent RANGE'],
  ],
  [
    'a ground plan whose sides cross',
    (f) => {
      f.spaces[0].footprint = [
        [0, 0],
        [40, 20],
        [40, 0],
        [0, 20],
      ];
    },
    ['spaces[0].footprint FOOTPRINT'],
  ],
  [
    'a closed ring',
    (f) => {
      f.spaces[0].footprint.push([0, 0]);
    },
    ['spaces[0].footprint FOOTPRINT'],
  ],
  [
    'a footprint of a room',
    (f) => {
      f.spaces[2].footprint = [
        [0, 0],
        [4, 0],
        [4, 4],
      ];
    },
    ['spaces[2].footprint FOOTPRINT'],
  ],
  [
    'an alarm that escalates at once',
    (f) => {
      f.park.escalateAfterMinutes = 4;
    },
    ['park.escalateAfterMinutes SHAPE'],
  ],
  [
    'an alarm that escalates after days',
    (f) => {
      f.park.escalateAfterMinutes = 1_441;
    },
    ['park.escalateAfterMinutes SHAPE'],
  ],
  [
    'alarms in the wrong order',
    (f) => {
      f.accounts[1].alarm2 = '600';
    },
    ['accounts[1].alarm1 RANGE'],
  ],
  [
    'a negative overdraft',
    (f) => {
      f.accounts[1].overdraft = '-1';
    },
    ['accounts[1].overdraft RANGE'],
  ],
  [
    'a point above itself',
    (f) => {
      f.points[0].parent = 'P1';
    },
    ['points[0].parent CYCLE'],
  ],
  [
    'a water point below an electricity point',
    (f) => {
      f.points[2].parent = 'G';
    },
    ['points[2].parent MEDIUM'],
  ],
  [
    'two payers at a time',
    (f) => {
      f.points[1].assignments[0].to = '2026-11-02T00:00:00+08:00';
    },
    ['points[1].assignments[1].from OVERLAP'],
  ],
  [
    'a payer who takes over amid a quarter of an hour',
    (f) => {
      f.points[1].assignments[0].to = f.points[1].assignments[1].from = '2026-11-10T10:07:00+08:00';
    },
    ['points[1].assignments[0].to RANGE', 'points[1].assignments[1].from RANGE'],
  ],
  [
    'an open payer before another',
    (f) => {
      delete f.points[1].assignments[0].to;
    },
    ['points[1].assignments[1].from OVERLAP'],
  ],
  [
    'an end before the start',
    (f) => {
      f.points[1].assignments[0].to = '2026-10-01T00:00:00+08:00';
    },
    ['points[1].assignments[0].to RANGE'],
  ],
  [
    'a price for water on electricity',
    (f) => {
      f.points[0].assignments[0].tariff = 'water';
    },
    ['points[0].assignments[0].tariff MEDIUM'],
  ],
  [
    'a time before the first price',
    (f) => {
      f.points[0].assignments[0].from = '2026-07-31T23:45:00+08:00';
    },
    ['points[0].assignments[0].from TARIFF'],
  ],
  [
    'a tenant on the supply account',
    (f) => {
      f.points[1].assignments[1].account = 'GRID';
    },
    ['points[1].assignments[1].account RANGE'],
  ],
  [
    'a device of no wire family',
    (f) => {
      f.devices[0].codec = 'modbus';
    },
    ['devices[0].codec UNKNOWN_REFERENCE'],
  ],
  [
    'a serial that is an MQTT wildcard',
    (f) => {
      f.devices[0].serial = 'E/#';
      f.installations.shift();
    },
    ['devices[0].serial SHAPE'],
  ],
  [
    'a device that counts both',
    (f) => {
      f.devices[0].maxM3h = 4;
    },
    ['devices[0] MEDIUM'],
  ],
  [
    'a water meter on an electricity point',
    (f) => {
      f.installations[3].point = 'G';
      f.installations[3].from = '2026-10-12T00:00:00+08:00';
      f.installations[3].to = '2026-10-13T00:00:00+08:00';
    },
    ['installations[3].device MEDIUM'],
  ],
  [
    'a device at two points',
    (f) => {
      f.installations.push({ device: 'E-3', point: 'G', from: '2026-10-01T00:00:00+08:00', to: '2026-10-20T10:00:01+08:00', ratio: '1' });
    },
    ['installations[2].from OVERLAP', 'installations[0].from OVERLAP'],
  ],
  [
    'two meters at a point',
    (f) => {
      delete f.installations[1].to;
      delete f.installations[1].end;
    },
    ['installations[2].from OVERLAP'],
  ],
  [
    'a register beyond the modulus',
    (f) => {
      f.installations[0].start.importKWh = '1000000';
    },
    ['installations[0].start.importKWh RANGE'],
  ],
  [
    'a volume of an electricity meter',
    (f) => {
      f.installations[0].start.volumeM3 = '1';
    },
    ['installations[0].start.volumeM3 MEDIUM'],
  ],
  [
    'an end register without its time',
    (f) => {
      f.installations[0].end = { importKWh: '200' };
    },
    ['installations[0].end RANGE'],
  ],
  [
    'more energy than the meter carries',
    (f) => {
      f.installations[1].end.importKWh = '5000';
    },
    ['installations[1].end RANGE'],
  ],
  [
    'a ratio that changes without its register',
    (f) => {
      f.installations[2].device = 'E-2';
      f.installations[2].ratio = '40';
      delete f.installations[2].start;
    },
    ['installations[2].start MISSING'],
  ],
  [
    'a ratio that changes at two registers',
    (f) => {
      f.installations[2].device = 'E-2';
      f.installations[2].ratio = '40';
    },
    ['installations[2].start RANGE'],
  ],
  [
    'a ratio that cannot be counted',
    (f) => {
      f.devices[0].registerModulusKWh = '1000000000';
      f.installations[0].ratio = '999999';
    },
    ['installations[0].ratio RANGE'],
  ],
])('%s is refused at its place', (_, bend, expected) => {
  expect(faultsOf(bent(bend))).toEqual(expected);
});

test('faults of shape and of reference are told together, in one go', () => {
  const file = bent((f) => {
    f.park.zone = 'Nowhere';
    f.spaces[2].areaM2 = -1;
    f.points[1].space = 'B9';
    f.points[1].assignments[0].account = 'T9';
    f.points[1].assignments[0].tariff = 'T9';
    f.installations[0].device = 'E-9';
    f.installations[0].point = 'P9';
    f.accounts[1].space = 'B9';
  });
  expect(faultsOf(file).sort()).toEqual([
    'accounts[1].space UNKNOWN_REFERENCE',
    'installations[0].device UNKNOWN_REFERENCE',
    'installations[0].point UNKNOWN_REFERENCE',
    'park.zone ZONE',
    'points[1].assignments[0].account UNKNOWN_REFERENCE',
    'points[1].assignments[0].tariff UNKNOWN_REFERENCE',
    'points[1].space UNKNOWN_REFERENCE',
    'spaces[2].areaM2 SHAPE',
  ]);
});

test('a reference to an element with a fault of its own is not told a second time', () => {
  expect(
    faultsOf(
      bent((f) => {
        f.accounts[1].alarm1 = 'much';
      }),
    ),
  ).toEqual(['accounts[1].alarm1 SHAPE']);
});

test('a ring of points is told once', () => {
  const file = bent((f) => {
    f.points[0].parent = 'P1';
    f.points.push({ code: 'P3', name: f.points[0].name, medium: 'electricity', role: 'tenant', parent: 'P1', assignments: [] });
  });
  expect(faultsOf(file)).toEqual(['points[0].parent CYCLE']);
});

test.each([
  ['null', null],
  ['a list', []],
  ['a number', 7],
  ['nothing', {}],
])('%s is no park file', (_, json) => {
  expect(checkParkFile(json).type).toBe('refused');
});

test('text that is no JSON is refused and not thrown', () => {
  expect(checkParkText('{"format":')).toMatchObject({ type: 'refused', faults: [{ path: '', code: 'SHAPE' }] });
});

test('a thousand faults are told, the rest is counted', () => {
  const point = { ...smallPark().points[2], assignments: [] };
  const file = bent((f) => {
    f.points.push(...Array.from({ length: 1_200 }, () => point));
  });
  expect(checkParkFile(file)).toMatchObject({ type: 'refused', more: 200, faults: { length: 1_000 } });
});
