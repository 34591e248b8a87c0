// `npm run check` part: who may import whom (.dependency-cruiser.cjs). Prints every fault with its reason.
import { createRequire } from 'node:module';
import { Visitor } from '@swc/core/Visitor.js';
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';

const FOLDERS = ['app', 'server', 'streams', 'db', 'domain', 'e2e', 'bench', 'scripts'];

type Config = IFlattenedRuleSet & { readonly options: ICruiseOptions };

/** The visitor that dependency-cruiser walks swc's tree with is older than `using`, and gives up on it. */
const visitStatement = Visitor.prototype.visitStatement;
Visitor.prototype.visitStatement = function (statement) {
  if (String(statement.type) !== 'UsingDeclaration') return visitStatement.call(this, statement);
  if ('decls' in statement && Array.isArray(statement.decls)) this.visitVariableDeclarators(statement.decls);
  return statement;
};

/** The faults of a tree as `rule: from → to`, with the reason of the rule. */
export async function dependencyFaults(baseDir: string, folders: readonly string[] = FOLDERS): Promise<readonly string[]> {
  const config: Config = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
  const { options, ...ruleSet } = config;
  const { output } = await cruise([...folders], { ...options, baseDir, ruleSet, validate: true }, options.enhancedResolveOptions);
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text');
  return output.summary.violations.map((violation) => faultOf(violation, ruleSet));
}

type Violation = ICruiseResult['summary']['violations'][number];

const faultOf = (violation: Violation, ruleSet: IFlattenedRuleSet): string => {
  const reason = ruleSet.forbidden?.find((rule) => rule.name === violation.rule.name)?.comment ?? '';
  const path = violation.cycle ? violation.cycle.map((step) => step.name).join(' → ') : violation.to;
  return `${violation.rule.name}: ${violation.from} → ${path}\n    ${reason}`;
};

if (import.meta.main) {
  const faults = await dependencyFaults(process.cwd());
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  process.stdout.write(`dependency rule: ${faults.length} faults\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
