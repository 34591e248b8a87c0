import type { FlowPoint } from '../flow/flow.ts';
import { type AllocationRules, type GroupRule, LOSS_LIMIT_DEFAULT, RESALE_DEFAULT, type ShareRule } from './rules.ts';
import { byText } from './split.ts';

const byUse: ShareRule = { basis: 'use', upper: null, vacancy: 'landlord', excluded: [], custom: {} };

/** What a park begins with, until its manager says otherwise: by use in each building, and what stands above them by use in the park. */
export const suggestRules = (points: readonly Pick<FlowPoint, 'code' | 'parent' | 'role'>[]): AllocationRules => {
  const withTenants = new Set(points.filter(({ role }) => role === 'tenant').map(({ parent }) => parent));
  const branches = points.filter(({ role, code }) => role === 'feeder' && withTenants.has(code)).map(({ code }) => code);
  return {
    groups: [groupByUse(null), ...branches.toSorted(byText).map(groupByUse)],
    transformers: [],
    // Shares of public area and loss in the electricity bill are the second way. By what the bills leave, no month collects more than they ask.
    resale: { ...RESALE_DEFAULT, way: 'actualBill', sharedPrice: 'remainder' },
  };
};

const groupByUse = (node: string | null): GroupRule => ({
  node,
  lossLimit: LOSS_LIMIT_DEFAULT,
  kinds: {
    sharedArea: byUse,
    lineLoss: byUse,
    transformerLoss: byUse,
    capacity: { ...byUse, basis: 'coincident' },
    powerFactor: byUse,
  },
});
