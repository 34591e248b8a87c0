import { z } from 'zod';

/** Bounds of what a form or a file may send; a bill of the grid has some forty lines. */
const LINES_MAX = 500;
const cell = z.string().max(200);
const number = z.string().max(40);

const sheet = z.object({
  header: z.object({
    number: cell,
    total: number,
    standard: number,
    powerFactor: number,
    ratio: number,
    base: number,
    adjustment: number,
    baseOf: cell,
  }),
  meters: z
    .array(z.object({ register: cell, previous: number, current: number, ratio: number, added: number, billed: number }))
    .max(LINES_MAX),
  sections: z.array(z.object({ code: cell, used: number, subtotal: number })).max(LINES_MAX),
  lines: z.array(z.object({ category: cell, name: cell, period: cell, quantity: number, price: number, amount: number })).max(LINES_MAX),
});

/** A bill as cells, or as the text of its file. One of the two. */
export const billInput = {
  sheet: sheet.optional().meta({ description: 'the bill as cells' }),
  text: z.string().max(200_000).optional().meta({ description: 'the bill as a CSV file: docs/purchase-file.md' }),
};

/** A month of a meter by hand. */
export const readingCells = z.object({
  previous: number,
  current: number,
  ratio: number,
  added: number,
  exportPrevious: number,
  exportCurrent: number,
});
