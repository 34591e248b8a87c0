import type { TransformerRule } from '#domain/allocation/rules.ts';

export type TransformerField = Exclude<keyof TransformerRule, 'node'>;

/** As a plate shows them: kVA, W; factors with three decimals. */
export const TRANSFORMER_FIELDS: readonly { readonly field: TransformerField; readonly per: number }[] = [
  { field: 'ratedVA', per: 1_000 },
  { field: 'noLoadW', per: 1 },
  { field: 'loadLossW', per: 1 },
  { field: 'cosMilli', per: 1_000 },
  { field: 'curveMilli', per: 1_000 },
];

/** 630 kVA of today's class 2; its own plate says better. */
export const newTransformer = (node: string): TransformerRule => ({
  node,
  ratedVA: 630_000,
  noLoadW: 810,
  loadLossW: 6_200,
  cosMilli: 950,
  curveMilli: 1_050,
});

/** "630" kVA as 630,000 VA; 0, which is refused where it matters, for what is no such number. */
export const wholeFromText = (text: string, per: number): number => {
  const parts = /^\s*(\d{1,6})(?:\.(\d{1,3}))?\s*$/.exec(text);
  if (!parts) return 0;
  const milli = Number(parts[1]) * 1_000 + Number((parts[2] ?? '').padEnd(3, '0'));
  return Math.round((milli * per) / 1_000);
};
