import type { FlowPoint } from '../flow/flow.ts';
import type { AllocationRules, GroupRule } from './rules.ts';

export interface Groups {
  /** The innermost group a meter belongs to; null: the park's. */
  readonly ofNode: (node: string) => string | null;
  /** Whether a meter is the group's own or lies below it. */
  readonly isIn: (node: string, group: string | null) => boolean;
  /** The group directly inside `group` that a meter belongs to; null: none. */
  readonly innerOf: (node: string, group: string | null) => string | null;
  readonly ruleOf: (group: string | null) => GroupRule | undefined;
}

/** Meters hang in meters; deeper than this is a circle. */
const DEPTH_MAX = 32;

/** Which meter belongs to which group, by the supply's tree. */
export const createGroups = (points: readonly Pick<FlowPoint, 'code' | 'parent'>[], { groups }: AllocationRules): Groups => {
  const parents = new Map(points.map(({ code, parent }) => [code, parent]));
  const rules = new Map(groups.map((rule) => [rule.node, rule]));
  /** Groups around a meter, the innermost first. */
  const around = (node: string): readonly string[] => {
    const found: string[] = [];
    let at: string | null | undefined = node;
    for (let depth = 0; depth < DEPTH_MAX && at !== null && at !== undefined; depth++) {
      if (rules.has(at)) found.push(at);
      at = parents.get(at);
    }
    return found;
  };
  return {
    ofNode: (node) => around(node)[0] ?? null,
    isIn: (node, group) => group === null || around(node).includes(group),
    innerOf: (node, group) => {
      const chain = around(node);
      const place = group === null ? chain.length : chain.indexOf(group);
      return place <= 0 ? null : (chain[place - 1] ?? null);
    },
    ruleOf: (group) => rules.get(group),
  };
};
