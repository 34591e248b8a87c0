import { type Expression, Visitor } from 'oxc-parser';
import { type Fault, isProduct, isTest, lineAt, type SourceFile } from './source-file.ts';

/**
 * Calls and words that the house does without, each with what to use instead. `console`, `any` and `!` are Biome's to find.
 * `allowed` are the few places whose business it is.
 */
interface Ban {
  readonly what: string;
  readonly instead: string;
  readonly where: (path: string) => boolean;
  readonly allowed: readonly RegExp[];
}

const product = (path: string): boolean => isProduct(path);
const productAndTests = (path: string): boolean => isProduct(path) || isTest(path);
const within =
  (...folders: readonly string[]) =>
  (path: string): boolean =>
    isProduct(path) && folders.some((folder) => path.startsWith(`${folder}/`));

/** Each process asks the machine for the time in one place; the embedded database is a process of its own. */
const CLOCKS = [/(^|\/)(machine-)?clock\.ts$/, /^db\/embedded\/process\.ts$/];

const BANS: readonly Ban[] = [
  { what: 'Date.now()', instead: 'take `now`, or clock.now()', where: product, allowed: CLOCKS },
  { what: 'new Date()', instead: 'take `now`, or clock.now()', where: product, allowed: CLOCKS },
  { what: 'performance.now()', instead: 'domain knows no clock', where: within('domain'), allowed: [] },
  { what: 'Temporal.Now', instead: 'take `now`, or clock.now()', where: product, allowed: [] },
  { what: 'Math.random()', instead: 'a seeded source that is handed in', where: productAndTests, allowed: [] },
  { what: 'crypto.randomUUID()', instead: 'a source of ids that is handed in', where: within('domain'), allowed: [] },
  { what: 'process.env', instead: 'the checked configuration', where: product, allowed: [/^server\/config/, /(^|\/)main\.ts$/] },
  {
    what: 'setInterval()',
    instead: 'a tick source, or a job',
    where: product,
    allowed: [/^server\/(jobs\/|tick\.ts$)/, /^db\/embedded\/process\.ts$/],
  },
  { what: 'parseFloat()', instead: 'the makers of domain/units', where: product, allowed: [] },
  {
    what: '.toFixed()',
    instead: 'the writers of domain/units',
    where: within('domain', 'db', 'streams', 'server'),
    allowed: [/^streams\/simulator\//],
  },
  {
    what: '$.subscribe()',
    instead: 'compose; the runner, the feed and main subscribe',
    where: within('streams'),
    allowed: [/(^|\/)main\.ts$/, /^streams\/runner\//, /^streams\/feed\/mqtt-feed\.ts$/],
  },
  { what: 'groupBy()', instead: 'one Map inside a step: a group per meter is never let go', where: within('streams'), allowed: [] },
  { what: 'vi.mock()', instead: 'hand in what differs; our own modules are not mocked', where: isTest, allowed: [] },
  { what: '.only()', instead: 'run one test by -t; committed it hides the others', where: isTest, allowed: [] },
];

/** Banned calls, enums, inheritance, `select *` and homeless TODOs of one file. */
export function bannedFaults(file: SourceFile): readonly Fault[] {
  if (file.path.endsWith('.sql')) return selectStar(file, 0, file.text);
  if (!file.code) return [];
  const faults: Fault[] = [];
  const banned = new Map(
    BANS.filter((ban) => ban.where(file.path) && !ban.allowed.some((place) => place.test(file.path))).map((ban) => [ban.what, ban]),
  );
  const report = (offset: number, says: string) => faults.push({ path: file.path, line: lineAt(file, offset), says });
  const look = (offset: number, ...names: readonly string[]) => {
    const ban = names.map((name) => banned.get(name)).find((found) => found !== undefined);
    if (ban) report(offset, `${ban.what}: ${ban.instead}`);
  };
  new Visitor({
    CallExpression: (node) => {
      const name = nameOf(node.callee).replace(/^(Number|globalThis|window)\./, '');
      look(node.start, `${name}()`, `.${name.split('.').at(-1)}()`, ...(isSubscription(node.callee) ? ['$.subscribe()'] : []));
    },
    NewExpression: (node) => {
      if (nameOf(node.callee) === 'Date' && node.arguments.length === 0) look(node.start, 'new Date()');
    },
    MemberExpression: (node) => look(node.start, nameOf(node)),
    TSEnumDeclaration: (node) => void report(node.start, 'enum: write a union of strings'),
    ClassDeclaration: (node) => {
      if (node.superClass && isOurs(file, nameOf(node.superClass))) report(node.start, 'inheritance: hand in what differs');
    },
    TemplateElement: (node) => void faults.push(...selectStar(file, node.start, node.value.raw)),
    Literal: (node) => {
      if (typeof node.value === 'string') faults.push(...selectStar(file, node.start, node.value));
    },
  }).visit(file.code.program);
  for (const comment of file.code.comments) {
    if (/\b(TODO|FIXME|XXX)\b/.test(comment.value) && !/#\d+/.test(comment.value))
      report(comment.start, 'TODO without an issue: do it, or name #n');
  }
  return faults;
}

/** `a.b.c` of a call's callee; `?` for parts that are no plain names. */
const nameOf = (node: Expression): string => {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ChainExpression') return nameOf(node.expression);
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return '?';
  return `${nameOf(node.object)}.${node.property.name}`;
};

/** A vendor's stream or broker may have a `subscribe` of its own: observables end in $ or in a pipe. */
const isSubscription = (callee: Expression): boolean => {
  if (callee.type !== 'MemberExpression' || nameOf(callee).split('.').at(-1) !== 'subscribe') return false;
  const { object } = callee;
  return nameOf(object).endsWith('$') || (object.type === 'CallExpression' && nameOf(object.callee).endsWith('.pipe'));
};

/** Faults extend Error, and a vendor may ask for a subclass; what we wrote ourselves is composed. */
const isOurs = (file: SourceFile, name: string): boolean => {
  const fromVendor = (file.code?.module.staticImports ?? [])
    .filter((one) => !/^[.#]/.test(one.moduleRequest.value))
    .some((one) => one.entries.some((entry) => entry.localName.value === name.split('.')[0]));
  return !fromVendor && !name.endsWith('Error');
};

/** `select *` from what names its columns itself (`as t(a, b)`) names them. */
const STAR = /\b(select|returning)\s+(\w+\.)?\*(?!\s+from\s+(jsonb?_to_recordset|unnest)\()/gi;

const selectStar = (file: SourceFile, offset: number, text: string): readonly Fault[] =>
  !isProduct(file.path)
    ? []
    : [...text.matchAll(STAR)].map((match) => ({
        path: file.path,
        line: lineAt(file, offset + match.index),
        says: 'select *: name the columns',
      }));
