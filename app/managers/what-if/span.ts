import { monthBefore } from '../calendar.ts';

/** The last so many months before the running one: whole months alone are compared. */
export const spanBack = (running: string, months: number): { readonly from: string; readonly to: string } => {
  const to = monthBefore(running);
  let from = to;
  for (let i = 1; i < months; i++) from = monthBefore(from);
  return { from, to };
};
