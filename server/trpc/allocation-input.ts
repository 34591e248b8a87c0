import { z } from 'zod';
import { BASES, RESALE_METHODS, RESALE_WAYS, SHARED_PRICES } from '#domain/allocation/rules.ts';
import { code } from './input.ts';

/** Bounds of what a form may send; what it means is `checkRules`'. */
const GROUPS_MAX = 1_000;
const ACCOUNTS_MAX = 20_000;

const shareRule = z.object({
  basis: z.enum(BASES),
  upper: z.enum(BASES).nullable(),
  vacancy: z.enum(['landlord', 'tenants']),
  excluded: z.array(code).max(ACCOUNTS_MAX),
  custom: z.record(code, z.number()).refine((ratios) => Object.keys(ratios).length <= ACCOUNTS_MAX),
});

const groupRule = z.object({
  node: code.nullable(),
  lossLimit: z.number(),
  kinds: z.object({
    sharedArea: shareRule,
    lineLoss: shareRule,
    transformerLoss: shareRule,
    capacity: shareRule,
    powerFactor: shareRule,
  }),
});

const whole = z.number().int().min(0).max(1_000_000_000);

export const resaleRule = z.object({
  way: z.enum(RESALE_WAYS),
  method: z.enum(RESALE_METHODS),
  exportSharePpm: z.number(),
  sharedInFees: z.boolean(),
  sharedPrice: z.enum(SHARED_PRICES).optional(),
});

/** AllocationRules as a form sends them. */
export const allocationRules = z.object({
  groups: z.array(groupRule).min(1).max(GROUPS_MAX),
  transformers: z
    .array(z.object({ node: code, noLoadW: whole, loadLossW: whole, ratedVA: whole, cosMilli: whole, curveMilli: whole }))
    .max(GROUPS_MAX),
  resale: resaleRule.optional(),
});
