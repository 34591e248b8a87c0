import type { FlowPoint } from '../flow/flow.ts';
import { type AllocationRules, type GroupRule, RESALE_DEFAULT, SHARED_KINDS, type SharedKind, type ShareRule, WHOLE } from './rules.ts';

export type RuleFaultCode =
  | 'NO_PARK_GROUP'
  | 'GROUP_TWICE'
  | 'NO_SUCH_METER'
  | 'NO_BRANCH'
  | 'LIMIT_OUT_OF_RANGE'
  | 'NO_SUCH_ACCOUNT'
  | 'RATIOS_NOT_WHOLE'
  | 'RATIO_OUT_OF_RANGE'
  | 'EXCLUDED_HAS_RATIO'
  | 'RATIO_ON_TWO_LEVELS'
  | 'TRANSFORMER_TWICE'
  | 'TRANSFORMER_OUT_OF_RANGE'
  | 'EXPORT_SHARE_OUT_OF_RANGE'
  /** Tenants cannot pay the grid's own price and a share of the bill. */
  | 'SHARES_UNDER_GRID_PRICE'
  /** What the bills leave is shared where they are shared at all, and by who pays a tariff for his own use. */
  | 'REMAINDER_WITHOUT_TARIFF';

/** What is wrong, and where. */
export interface RuleFault {
  readonly code: RuleFaultCode;
  /** Group's meter (null: the park), and the kind it concerns. */
  readonly node: string | null;
  readonly kind: SharedKind | null;
  /** The account, meter or figure. */
  readonly what: string;
}

export interface RuleWorld {
  readonly points: readonly Pick<FlowPoint, 'code' | 'parent' | 'role'>[];
  readonly accounts: readonly string[];
}

/** At most 10 %: DOMAIN 5.4, PC-06. */
const LIMIT_MAX = 1_000;

/** Everything wrong with rules at once; none: they can be saved. */
export const checkRules = (rules: AllocationRules, world: RuleWorld): readonly RuleFault[] => {
  const faults: RuleFault[] = [];
  const report = (code: RuleFaultCode, node: string | null, what: string, kind: SharedKind | null = null) =>
    void faults.push({ code, node, kind, what });
  const points = new Map(world.points.map((point) => [point.code, point]));
  const seen = new Set<string | null>();
  for (const group of rules.groups) {
    const { node, lossLimit } = group;
    if (seen.has(node)) report('GROUP_TWICE', node, node ?? '');
    seen.add(node);
    const point = node === null ? undefined : points.get(node);
    if (node !== null && !point) report('NO_SUCH_METER', node, node);
    if (point && point.role !== 'feeder' && point.role !== 'grid') report('NO_BRANCH', node, point.code);
    if (!Number.isInteger(lossLimit) || lossLimit < 1 || lossLimit > LIMIT_MAX) report('LIMIT_OUT_OF_RANGE', node, String(lossLimit));
    for (const fault of groupFaults(group, world)) faults.push(fault);
  }
  if (!seen.has(null)) report('NO_PARK_GROUP', null, '');
  const { way, method, exportSharePpm, sharedPrice } = rules.resale ?? RESALE_DEFAULT;
  if (!Number.isInteger(exportSharePpm) || exportSharePpm < 0 || exportSharePpm > WHOLE)
    report('EXPORT_SHARE_OUT_OF_RANGE', null, String(exportSharePpm));
  if (way === 'gridPrice' && method !== 'tariff') report('SHARES_UNDER_GRID_PRICE', null, method);
  if (sharedPrice === 'remainder' && (way === 'gridPrice' || method !== 'tariff')) report('REMAINDER_WITHOUT_TARIFF', null, method);
  const behind = new Set<string>();
  for (const { node, ...figures } of rules.transformers) {
    if (!points.has(node)) report('NO_SUCH_METER', node, node);
    if (behind.has(node)) report('TRANSFORMER_TWICE', node, node);
    behind.add(node);
    const { noLoadW, loadLossW, ratedVA, cosMilli, curveMilli } = figures;
    const right =
      [noLoadW, loadLossW].every((watts) => watts >= 0) && ratedVA > 0 && cosMilli > 0 && cosMilli <= 1_000 && curveMilli >= 1_000;
    if (!right || !Object.values(figures).every(Number.isSafeInteger)) report('TRANSFORMER_OUT_OF_RANGE', node, node);
  }
  return faults;
};

const groupFaults = ({ node, kinds }: GroupRule, world: RuleWorld): readonly RuleFault[] =>
  SHARED_KINDS.flatMap((kind) => ruleFaults(kinds[kind], world).map(({ code, what }) => ({ code, node, kind, what })));

const ruleFaults = (rule: ShareRule, { accounts }: RuleWorld): readonly { readonly code: RuleFaultCode; readonly what: string }[] => {
  const faults: { code: RuleFaultCode; what: string }[] = [];
  for (const account of rule.excluded) if (!accounts.includes(account)) faults.push({ code: 'NO_SUCH_ACCOUNT', what: account });
  // Ratios are of the whole and name accounts: among groups there are none, and inside one they would not sum to it.
  if (rule.upper === 'custom' || (rule.upper !== null && rule.basis === 'custom')) faults.push({ code: 'RATIO_ON_TWO_LEVELS', what: '' });
  if (rule.basis !== 'custom') return faults;
  const ratios = Object.entries(rule.custom);
  for (const [account, ratio] of ratios) {
    if (!accounts.includes(account)) faults.push({ code: 'NO_SUCH_ACCOUNT', what: account });
    if (!Number.isInteger(ratio) || ratio < 0 || ratio > WHOLE) faults.push({ code: 'RATIO_OUT_OF_RANGE', what: account });
    if (rule.excluded.includes(account)) faults.push({ code: 'EXCLUDED_HAS_RATIO', what: account });
  }
  const sum = ratios.reduce((total, [, ratio]) => total + ratio, 0);
  if (sum !== WHOLE) faults.push({ code: 'RATIOS_NOT_WHOLE', what: String(sum) });
  return faults;
};
