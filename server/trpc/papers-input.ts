import { z } from 'zod';
import { PAPER_COLUMNS, PAPER_LANGUAGES, PAPER_SECTIONS, type PaperTemplate } from '#domain/paper/template.ts';

/** More than any text may have: domain/paper says how long each may be, and in which language it is too long. */
const LETTERS_MAX = 4_000;
const words = z.object({ zh: z.string().max(LETTERS_MAX), en: z.string().max(LETTERS_MAX) });

/** A template as a screen sends it; `checkTemplate` judges it then. */
export const paperTemplate = z.object({
  format: z.literal(1),
  language: z.enum(PAPER_LANGUAGES),
  issuer: words,
  contact: words,
  titles: z.object({ bill: words, statement: words, reversal: words }),
  payment: words,
  note: words,
  footer: words,
  columns: z.array(z.enum(PAPER_COLUMNS)).max(PAPER_COLUMNS.length),
  sections: z.array(z.enum(PAPER_SECTIONS)).max(PAPER_SECTIONS.length),
  logo: z
    .object({ hash: z.string().regex(/^[\da-f]{64}$/), width: z.number().int().positive(), height: z.number().int().positive() })
    .nullable(),
}) satisfies z.ZodType<PaperTemplate>;
