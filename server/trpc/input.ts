import { z } from 'zod';
import { type InstantMs, instantMs } from '#domain/time/instant.ts';
import { parkDayFromText } from '#domain/time/park-day.ts';
import { type Fen, fenFromYuan } from '#domain/units/money.ts';

/** Codes of parks, accounts, points: what a park file allows, and nothing that needs escaping in a log. */
export const code = z.string().min(1).max(64);

const KEY = /^([^:]{1,64}):(.{1,64})$/;

/** "{park}:{code}" */
export const qualifiedKey = z
  .string()
  .regex(KEY, 'expected "{park}:{code}"')
  .meta({ description: '"{park}:{code}"', example: 'main:A-001' })
  .transform((text) => {
    const [, park = '', own = ''] = KEY.exec(text) ?? [];
    return { park, code: own };
  });

/** Instants come as ISO 8601 with an offset, or as milliseconds since 1970. A "+" that a query string has turned into a space is taken back. */
export const instant = z
  .union([z.number(), z.string().max(40)])
  .meta({ description: 'ISO 8601 with an offset, or milliseconds since 1970-01-01T00:00Z', example: '2026-11-22T00:00:00+08:00' })
  .transform((given, context): InstantMs => {
    const found = typeof given === 'number' ? given : instantFromText(given);
    if (found !== null && Number.isSafeInteger(found)) return instantMs(found);
    context.addIssue({ code: 'custom', message: 'expected an instant: ISO 8601 with an offset, or milliseconds since 1970' });
    return z.NEVER;
  });

const instantFromText = (text: string): number | null => {
  if (/^-?\d{1,16}$/.test(text)) return Number(text);
  try {
    return Temporal.Instant.from(text.replace(' ', '+')).epochMilliseconds;
  } catch {
    return null;
  }
};

export const day = z
  .string()
  .meta({ description: 'a park-local day, "2026-11-22"' })
  .transform((text, context) => {
    const found = parkDayFromText(text);
    if (found !== null) return found;
    context.addIssue({ code: 'custom', message: 'expected a day, "2026-11-22"' });
    return z.NEVER;
  });

/** The first day of the month. */
export const month = z
  .string()
  .meta({ description: 'a park-local month, "2026-11"' })
  .transform((text, context) => {
    const found = parkDayFromText(`${text}-01`);
    if (found !== null) return found;
    context.addIssue({ code: 'custom', message: 'expected a month, "2026-11"' });
    return z.NEVER;
  });

/** Yuan as text; whole fen. */
export const yuan = z
  .string()
  .max(20)
  .transform((text, context): Fen => {
    const found = fenFromYuan(text);
    if (found !== null) return found;
    context.addIssue({ code: 'custom', message: 'expected yuan with at most two decimals, "100.00"' });
    return z.NEVER;
  });

const PAGE_ROWS_MAX = 1_000;

/** Newest first; the next page is asked for with the id of the last row. */
export const page = {
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_ROWS_MAX).default(100),
};

/** Names an act that moves money: made by the screen before it asks, the same for each attempt. */
export const actKey = z.string().regex(/^[A-Za-z0-9-]{8,64}$/, 'expected a key of 8 to 64 letters and digits');
