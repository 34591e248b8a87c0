import { z } from 'zod';
import { PAPER_LANGUAGES } from '#domain/paper/template.ts';
import type { ParkDay } from '#domain/time/instant.ts';
import { parkDayFromText } from '#domain/time/park-day.ts';

/** What is asked for below /api/v1/papers/{park}: one bill, or all of a month. */
export type PaperAsked =
  | { readonly type: 'bill'; readonly park: string; readonly id: string }
  | { readonly type: 'month'; readonly park: string; readonly month: ParkDay };

const BILL = /^\/papers\/([^/]{1,192})\/bills\/(\d{1,18})\.pdf$/;
const MONTH = /^\/papers\/([^/]{1,192})\/months\/(\d{4}-\d{2})\.zip$/;

/** "/papers/main/bills/12.pdf", "/papers/main/months/2026-10.zip"; null: neither. */
export function paperAsked(path: string): PaperAsked | null {
  const [, ofBill, id] = BILL.exec(path) ?? [];
  const [, ofMonth, text] = MONTH.exec(path) ?? [];
  const park = decoded(ofBill ?? ofMonth);
  if (park === null) return null;
  if (id !== undefined) return { type: 'bill', park, id };
  const month = parkDayFromText(`${text}-01`);
  return month === null ? null : { type: 'month', park, month };
}

const decoded = (segment: string | undefined): string | null => {
  if (segment === undefined) return null;
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
};

/** `lang`: without it, the template's own. `ticket`: by which the progress of an archive is asked for. */
export const paperQuery = z.object({
  lang: z
    .string()
    .transform((text) => PAPER_LANGUAGES[text.toLowerCase().startsWith('zh') ? 0 : 1])
    .optional(),
  ticket: z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .optional(),
});
export type PaperQuery = z.output<typeof paperQuery>;
