import { type CallExpression, Visitor } from 'oxc-parser';
import type { Fault, SourceFile } from './source-file.ts';

const DOCUMENT = 'docs/INVARIANTS.md';

/** A law that a test enforces, as docs/INVARIANTS.md writes it: - test: `path/of.test.ts` > the group's name, if it has one > the test's name. */
const ENFORCED = /^- test: `([^`]+)` > (.+)$/;
/** A part of a law that has no code yet: `- open: what comes, and in which part`. */
const OPEN = /^- open: (.+)$/;
const LAW = /^## (\d+)\. (.+)$/;
const LAWS = 10;

/** Each of the ten laws names tests that exist, or says what is still to come. */
export function invariantFaults(files: readonly SourceFile[]): readonly Fault[] {
  const document = files.find((file) => file.path === DOCUMENT);
  if (!document) return [{ path: DOCUMENT, line: 0, says: 'missing: it names the test of each law' }];
  const byPath = new Map(files.map((file) => [file.path, file]));
  const faults: Fault[] = [];
  const named = new Map<number, number>();
  let law = 0;
  for (const [index, text] of document.text.split('\n').entries()) {
    const fault = (says: string) => faults.push({ path: DOCUMENT, line: index + 1, says });
    const number = LAW.exec(text)?.[1];
    if (number !== undefined) law = Number(number);
    if (number !== undefined) named.set(law, 0);
    const [, path = '', name = ''] = ENFORCED.exec(text) ?? [];
    const test = byPath.get(path);
    if (path !== '' && test === undefined) fault(`law ${law}: ${path} does not exist`);
    if (test !== undefined && !name.split(' > ').every((part) => titlesOf(test).has(part)))
      fault(`law ${law}: ${path} has no test "${name}"`);
    if (path !== '' || OPEN.test(text)) named.set(law, (named.get(law) ?? 0) + 1);
    if (/^- test:/.test(text) && path === '') fault('write: - test: `path` > name');
  }
  for (let n = 1; n <= LAWS; n++) {
    if (!named.get(n)) faults.push({ path: DOCUMENT, line: 0, says: `law ${n}: names neither a test nor what is open` });
  }
  return faults;
}

/** The names of a file's tests and groups: `test(name, ...)`, `describe(name, ...)`, `test.skipIf(...)(name, ...)`, `test.each(...)(name, ...)`. */
const titlesOf = (file: SourceFile): ReadonlySet<string> => {
  const titles = new Set<string>();
  if (!file.code) return titles;
  const keep = (call: CallExpression) => {
    const [first] = call.arguments;
    if (isTestCall(call) && first?.type === 'Literal' && typeof first.value === 'string') titles.add(first.value);
    if (isTestCall(call) && first?.type === 'TemplateLiteral' && first.quasis.length === 1) titles.add(first.quasis[0]?.value.cooked ?? '');
  };
  new Visitor({ CallExpression: keep }).visit(file.code.program);
  return titles;
};

const TEST_NAMES = new Set(['test', 'describe']);

const isTestCall = ({ callee }: CallExpression): boolean => {
  if (callee.type === 'CallExpression') return isTestCall(callee);
  if (callee.type === 'MemberExpression') return callee.object.type === 'Identifier' && TEST_NAMES.has(callee.object.name);
  return callee.type === 'Identifier' && TEST_NAMES.has(callee.name);
};
