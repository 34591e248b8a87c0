import * as z from 'zod';
import { instantFromIso, microFromKg, ratioFromText } from '#domain/park/file-values.ts';
import { CALENDAR_NAMES, ESCALATE_AFTER, PARK_FILE_FORMAT } from '#domain/park/park-file.ts';
import { registerFromKilo } from '#domain/units/quantity.ts';
import {
  accountFeeSchema,
  code,
  day,
  dayKind,
  kiloText,
  parsed,
  powerFactorSchema,
  price,
  stepSchema,
  text,
  twoPartShape,
  vectorSchema,
  words,
  yuan,
} from './price-schema.ts';

/** The largest park planned for has 15,000 meters, about 10 MiB; a bound so that a wrong file cannot take the process down. */
export const FILE_BYTES_MAX = 64 * 1024 * 1024;
/** Six times the largest park. Devices and installations outnumber points by meter changes. */
export const POINTS_MAX = 100_000;
const DEVICES_MAX = 2 * POINTS_MAX;
const TARIFFS_MAX = 1_000;
const CALENDAR_DAYS_MAX = 10_000;

const pattern = (of: RegExp, expected: string) => z.string(`expected ${expected}`).regex(of, `expected ${expected}`);

const parkCode = pattern(/^[a-z0-9][a-z0-9-]{0,31}$/, 'a code of a-z, 0-9 and -, at most 32');
/** A meter behind an EIOT gateway has the serial {gateway}/{address}. */
const serial = pattern(/^[0-9A-Za-z](?:[0-9A-Za-z._/-]{0,62}[0-9A-Za-z])?$/, 'a serial of letters, digits and . _ - /, at most 64');
const instant = parsed(instantFromIso, 'a time with an offset, as 2026-10-13T00:00:00+08:00');
const register = parsed(registerFromKilo, 'a register as a decimal string');
const medium = z.enum(['electricity', 'water']);
const kilo = z.number().positive().max(1_000_000);
/** "00:00".."24:00"; whether an edge lies on a quarter of an hour is the period table's check. */
const timeOfDay = pattern(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time of day as 07:30, at most 24:00');

export const fileSchema = z.strictObject({
  format: z.literal(PARK_FILE_FORMAT, `expected "${PARK_FILE_FORMAT}"`),
  group: z.strictObject({ code, name: words, regions: z.array(z.strictObject({ code, name: words })).max(1_000) }),
  park: z.strictObject({
    code: parkCode,
    name: words,
    city: z.string().max(100),
    zone: z.string().max(64),
    org: code,
    shard: z.exactOptional(z.int().min(0).max(1_023)),
    carbon: z.strictObject({ kgPerKWh: parsed(microFromKg, 'kg as a decimal string with at most six places'), source: text }),
    escalateAfterMinutes: z.exactOptional(
      z.union([z.literal(0), z.int().min(ESCALATE_AFTER.min).max(ESCALATE_AFTER.max)], '0, or 5 to 1440 whole minutes'),
    ),
  }),
  calendar: z.exactOptional(z.union([z.enum(CALENDAR_NAMES), z.array(z.unknown()).max(CALENDAR_DAYS_MAX)])),
  tariffs: z.array(z.unknown()).max(TARIFFS_MAX),
  spaces: z.array(z.unknown()).max(POINTS_MAX),
  accounts: z.array(z.unknown()).max(POINTS_MAX),
  points: z.array(z.unknown()).max(POINTS_MAX),
  devices: z.array(z.unknown()).max(DEVICES_MAX),
  installations: z.array(z.unknown()).max(DEVICES_MAX),
});

export const calendarDaySchema = z.strictObject({ day, name: text, off: z.boolean() });

const period = z.enum(['deepValley', 'valley', 'flat', 'peak', 'criticalPeak']);
const monthDay = pattern(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, 'a day of the year as 07-15');
const ruleSchema = z.strictObject({
  period,
  ranges: z
    .array(z.strictObject({ from: timeOfDay, to: timeOfDay }))
    .min(1)
    .max(96),
  months: z.exactOptional(z.array(z.int().min(1).max(12)).min(1).max(12)),
  dates: z.exactOptional(z.strictObject({ from: monthDay, to: monthDay })),
  dayKind: z.exactOptional(dayKind),
  holidayNames: z.exactOptional(z.array(text).min(1).max(30)),
});
const optionalPrice = z.exactOptional(price);
const componentSchema = z.strictObject({
  code,
  name: words,
  prices: z.strictObject({
    flat: price,
    deepValley: optionalPrice,
    valley: optionalPrice,
    peak: optionalPrice,
    criticalPeak: optionalPrice,
  }),
});
/** A version of a tariff, as a file or a form gives it. */
export const versionSchema = z.strictObject({
  validFrom: day,
  source: z.string().trim().min(1, 'must say where the prices come from').max(1_000),
  components: z.array(componentSchema).max(30),
  rules: z.array(ruleSchema).max(200),
  vectors: z.exactOptional(z.array(vectorSchema).max(10)),
  demandPrice: optionalPrice,
  capacityPrice: optionalPrice,
});
export const tariffSchema = z.strictObject({
  code,
  medium,
  name: words,
  versions: z.array(versionSchema).min(1).max(600),
  steps: z.exactOptional(z.array(stepSchema).min(1).max(5)),
});

const metres = z.number().min(-100_000).max(100_000);
export const spaceSchema = z.strictObject({
  code,
  kind: z.enum(['building', 'floor', 'room']),
  parent: z.exactOptional(code),
  name: words,
  footprint: z.exactOptional(z.array(z.tuple([metres, metres])).max(200)),
  floors: z.exactOptional(z.int().min(-20).max(200)),
  areaM2: z.exactOptional(z.number().min(0).max(100_000_000)),
});

const noCutSchema = z.strictObject({ from: timeOfDay, to: timeOfDay, days: z.enum(['anyDay', 'workday', 'restDay']) });
const optionalYuan = z.exactOptional(yuan);
export const accountSchema = z.strictObject({
  code,
  name: words,
  kind: z.enum(['prepaid', 'postpaid', 'supply']),
  space: z.exactOptional(code),
  openedOn: day,
  alarm1: optionalYuan,
  alarm2: optionalYuan,
  overdraft: optionalYuan,
  recloseMin: optionalYuan,
  hoardMax: optionalYuan,
  protected: z.exactOptional(z.boolean()),
  noCut: z.exactOptional(z.array(noCutSchema).max(50)),
  openingBalance: optionalYuan,
  households: z.exactOptional(z.int().min(1).max(100_000)),
  waterQuotaM3: z.exactOptional(kiloText),
  twoPart: z.exactOptional(z.strictObject({ tariff: code, ...twoPartShape })),
  powerFactor: z.exactOptional(powerFactorSchema),
  fees: z.exactOptional(z.array(accountFeeSchema).max(100)),
});

const assignmentSchema = z.strictObject({ account: code, tariff: code, from: instant, to: z.exactOptional(instant) });
export const pointSchema = z.strictObject({
  code,
  name: words,
  medium,
  role: z.enum(['grid', 'feeder', 'tenant', 'public', 'pv', 'storage']),
  parent: z.exactOptional(code),
  space: z.exactOptional(code),
  contractKW: z.exactOptional(kilo),
  assignments: z.array(assignmentSchema).max(1_000),
});

const modulus = pattern(/^[1-9]\d{0,9}$/, 'a whole number, where the register starts again at zero');
export const deviceSchema = z.strictObject({
  serial,
  model: text,
  codec: pattern(/^[A-Za-z][A-Za-z0-9-]{0,31}$/, 'the name of a wire family'),
  registerModulusKWh: z.exactOptional(modulus),
  registerModulusM3: z.exactOptional(modulus),
  maxKW: z.exactOptional(kilo),
  maxM3h: z.exactOptional(kilo),
  intervalS: z
    .int()
    .min(1)
    .max(7 * 86_400),
  gateway: z.exactOptional(serial),
});

const optionalRegister = z.exactOptional(register);
const registersSchema = z.strictObject({
  importKWh: optionalRegister,
  exportKWh: optionalRegister,
  importKvarh: optionalRegister,
  volumeM3: optionalRegister,
});
export const installationSchema = z.strictObject({
  device: serial,
  point: code,
  from: instant,
  to: z.exactOptional(instant),
  ratio: parsed(ratioFromText, 'CT x PT as a positive decimal string with at most three places'),
  start: z.exactOptional(registersSchema),
  end: z.exactOptional(registersSchema),
});
