import type { AllocationRules, Basis, GroupRule, SharedKind, ShareRule } from '#domain/allocation/rules.ts';

export const BASES: readonly Basis[] = ['use', 'area', 'equal', 'custom', 'coincident', 'ownPeak', 'contract'];
export const ENERGY: readonly SharedKind[] = ['sharedArea', 'lineLoss', 'transformerLoss'];
export const MONEY: readonly SharedKind[] = ['capacity', 'powerFactor'];

/** Millionths in a per cent; four decimals of one. */
const PER_CENT = 10_000;

/** The same rules with one rule of one group changed. */
export const withRule = (rules: AllocationRules, node: string | null, kind: SharedKind, rule: ShareRule): AllocationRules =>
  withGroup(rules, node, (group) => ({ ...group, kinds: { ...group.kinds, [kind]: rule } }));

export const withGroup = (rules: AllocationRules, node: string | null, change: (group: GroupRule) => GroupRule): AllocationRules => ({
  ...rules,
  groups: rules.groups.map((group) => (group.node === node ? change(group) : group)),
});

/** A group of its own for a meter, with the park's rules, straight. */
export const addGroup = (rules: AllocationRules, node: string): AllocationRules => {
  const [like] = rules.groups.filter((group) => group.node !== null).concat(rules.groups);
  return like ? { ...rules, groups: [...rules.groups, { ...like, node }] } : rules;
};

export const dropGroup = (rules: AllocationRules, node: string): AllocationRules => ({
  ...rules,
  groups: rules.groups.filter((group) => group.node !== node),
});

/** One group's rules for all but the park's, so that twelve buildings are not typed twelve times. */
export const copyToGroups = (rules: AllocationRules, from: GroupRule): AllocationRules => ({
  ...rules,
  groups: rules.groups.map((group) => (group.node === null ? group : { ...from, node: group.node })),
});

/** "A001 A002" as codes. */
export const codesFromText = (text: string): readonly string[] => [...new Set(text.split(/[\s,，、;；]+/).filter((code) => code !== ''))];

/** Lines "A001 12.5" as millionths; null where a line is none. */
export const ratiosFromText = (text: string): Readonly<Record<string, number>> | null => {
  const ratios: Record<string, number> = {};
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const parts = /^\s*(\S+?)[\s=:：,，]+(\d{1,3})(?:\.(\d{1,4}))?\s*%?\s*$/.exec(line);
    if (!parts?.[1]) return null;
    ratios[parts[1]] = Number(parts[2]) * PER_CENT + Number((parts[3] ?? '').padEnd(4, '0'));
  }
  return ratios;
};

export const textOfRatios = (custom: ShareRule['custom']): string =>
  Object.entries(custom)
    .map(([account, ratio]) => `${account} ${percentText(ratio)}`)
    .join('\n');

/** Millionths as per cent, "12.5". */
export const percentText = (ratio: number): string => {
  const whole = Math.floor(ratio / PER_CENT);
  const fraction = String(ratio % PER_CENT)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return fraction === '' ? String(whole) : `${whole}.${fraction}`;
};

/** "7" or "6.5" per cent as 1/10,000; 0, which is refused, for anything else. */
export const limitFromText = (text: string): number => {
  const parts = /^\s*(\d{1,2})(?:\.(\d{1,2}))?\s*%?\s*$/.exec(text);
  return parts ? Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0')) : 0;
};
