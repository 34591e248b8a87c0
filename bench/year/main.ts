/** `npm run year`: twelve months of a demo park from readings to closed books, and what they add up to. See bench/README.md. */
import { parseArgs } from 'node:util';
import { RESALE_METHODS, SHARED_PRICES } from '#domain/allocation/rules.ts';
import { parkDay } from '#domain/time/park-day.ts';
import { yearReport } from '#server/audit/year-report.ts';
import { say } from '../say.ts';
import { demoPark, playYear } from './play-year.ts';

const USAGE = `npm run year -- [--park main|luyuan|...] [--months N] [--every MINUTES] [--from 2025-11] [--method M] [--shared P] [--keep DIR]
  --park    of the demo (the smallest)
  --months  that are played, billed and audited (12)
  --every   minutes between two readings of each meter (15)
  --from    the first month (2025-11); the last must be over
  --method  tariff, or composite, period or interval: tenants pay shares of the purchase bills (DOMAIN 8.2; tariff)
  --shared  of a tariff: shared energy costs the mean of the bills, or the remainder they leave (remainder)
  --keep    a folder for the database, which stays; it is audited again by  npm run audit -- --database-url ...`;

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: { park: text, months: text, every: text, from: text, method: text, shared: text, keep: text, help: { type: 'boolean' } },
});
const NUMBER = /^[1-9]\d{0,2}$/;
const numberOf = (given: string | undefined, otherwise: number): number =>
  given !== undefined && NUMBER.test(given) ? Number(given) : otherwise;

if (values.help) say(USAGE);
else {
  const since = parkDay(`${values.from ?? '2025-11'}-01`);
  const code = values.park ?? 'luyuan';
  const played = await playYear({
    park: demoPark(code, since),
    since,
    months: numberOf(values.months, 12),
    everyMinutes: numberOf(values.every, 15),
    method: RESALE_METHODS.find((method) => method === values.method) ?? 'tariff',
    sharedPrice: SHARED_PRICES.find((price) => price === values.shared) ?? 'remainder',
    keep: values.keep ?? null,
    onMonth: (month, { issued, paid, refused }) =>
      say(`${month.slice(0, 7)}: ${issued} bills issued, ${paid} paid${refused.length > 0 ? `; not: ${refused.join(', ')}` : ''}`),
  });
  say(`${played.readings} readings, ${played.slots} quarters of an hour`);
  say(yearReport({ park: code, zone: 'Asia/Shanghai' }, played.audit));
  process.exitCode = played.audit.every(({ differences }) => differences.length === 0) ? 0 : 1;
}
