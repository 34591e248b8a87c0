import { type AccountTerms, PLAIN_TERMS } from '../../park/account-terms.ts';
import type { Account, Device, Installation, ParkModel, Point } from '../../park/model.ts';
import type { Tariff } from '../../tariff/tariff.ts';
import { type InstantMs, instantMs } from '../../time/instant.ts';
import { monthOf, parkDay } from '../../time/park-day.ts';
import { fen, price } from '../../units/money.ts';
import { ratioMilli, registerMilli } from '../../units/quantity.ts';

const NONE = { import: null, export: null, reactive: null };
const WORDS = { zh: '', en: '' };
export const FROM: InstantMs = instantMs(Date.UTC(2026, 10, 1));

const account = (id: number, over: Partial<Account> = {}): Account => ({
  id,
  code: `A${id}`,
  name: WORDS,
  kind: 'prepaid',
  spaceId: null,
  alarm1: fen(5_000n),
  alarm2: fen(2_000n),
  overdraft: fen(0n),
  recloseMin: fen(0n),
  hoardMax: fen(1_000_000n),
  protected: false,
  noCut: [],
  openedOn: parkDay('2026-11-01'),
  terms: PLAIN_TERMS,
  ...over,
});

const installation = (id: number): Installation => ({
  id,
  deviceId: id,
  pointId: id,
  from: FROM,
  to: null,
  ratio: ratioMilli(1_000),
  start: NONE,
  end: NONE,
});

const device = (id: number): Device => ({
  id,
  serial: `E-${id}`,
  model: '',
  codec: 'canonical',
  modulus: registerMilli(1e12),
  maxRate: 5_000_000,
  intervalS: 60,
  installations: [installation(id)],
});

const point = (id: number, over: Partial<Point>): Point => ({
  id,
  code: `P${id}`,
  name: WORDS,
  medium: 'electricity',
  role: 'tenant',
  parentId: null,
  spaceId: null,
  contractW: null,
  assignments: [{ accountId: id, tariffId: 1, from: FROM, to: null }],
  ...over,
});

/** 0.50 yuan by day, 0.25 from 00:00 to 07:00; 42 yuan per kW of demand. */
const tariff: Tariff = {
  id: 1,
  code: 'tou',
  medium: 'electricity',
  name: WORDS,
  versions: [
    {
      id: 1,
      validFrom: parkDay('2026-01-01'),
      source: 'test',
      demandPrice: price(4_200_000_000n),
      rules: [{ period: 'valley', ranges: [{ from: '00:00', to: '07:00' }] }],
      components: [
        {
          code: 'all',
          name: WORDS,
          prices: {
            deepValley: price(25_000_000n),
            valley: price(25_000_000n),
            flat: price(50_000_000n),
            peak: price(50_000_000n),
            criticalPeak: price(50_000_000n),
          },
        },
      ],
    },
  ],
};

/** 1,200 kW by contract, at the tariff's price. */
const CONTRACT: AccountTerms = {
  ...PLAIN_TERMS,
  twoPart: {
    tariff: 'tou',
    units: [],
    modes: [{ from: monthOf(parkDay('2026-01-01')), mode: 'contract', contractW: 1_200_000 }],
    divisor: 'thirty',
  },
};

/** A park of a master (account 1, contract 1,200 kW) and one tenant (account 2) in Shanghai time. */
export const testPark = (): ParkModel => ({
  id: 1,
  code: 'test',
  name: WORDS,
  zone: 'Asia/Shanghai',
  shard: 0,
  version: 1,
  spaces: [],
  points: [point(1, { role: 'grid', contractW: 1_200_000 }), point(2, { parentId: 1 })],
  devices: [device(1), device(2)],
  accounts: [account(1, { kind: 'supply', terms: CONTRACT }), account(2)],
  tariffs: [tariff],
  calendar: new Map(),
  carbon: { microKgPerKWh: 619_100, source: 'test' },
});
