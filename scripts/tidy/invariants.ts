import type { Fault, SourceFile } from './source-file.ts';

const DOCUMENT = 'docs/INVARIANTS.md';

/** A law that a test enforces, as docs/INVARIANTS.md writes it: `- test: path/of.test.ts > the test's name`. */
const ENFORCED = /^- test: `([^`]+)` > (.+)$/;
/** A part of a law that has no code yet: `- open: what comes, and in which part`. */
const OPEN = /^- open: (.+)$/;
const LAW = /^## (\d+)\. (.+)$/;
const LAWS = 10;

/** Each of the ten laws names tests that exist, or says what is still to come. */
export function invariantFaults(files: readonly SourceFile[]): readonly Fault[] {
  const document = files.find((file) => file.path === DOCUMENT);
  if (!document) return [{ path: DOCUMENT, line: 0, says: 'missing: it names the test of each law' }];
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const faults: Fault[] = [];
  const named = new Map<number, number>();
  let law = 0;
  for (const [index, text] of document.text.split('\n').entries()) {
    const fault = (says: string) => faults.push({ path: DOCUMENT, line: index + 1, says });
    const number = LAW.exec(text)?.[1];
    if (number !== undefined) law = Number(number);
    if (number !== undefined) named.set(law, 0);
    const [, path = '', name = ''] = ENFORCED.exec(text) ?? [];
    const test = texts.get(path);
    if (path !== '' && test === undefined) fault(`law ${law}: ${path} does not exist`);
    if (test !== undefined && !hasTest(test, name)) fault(`law ${law}: ${path} has no test "${name}"`);
    if (path !== '' || OPEN.test(text)) named.set(law, (named.get(law) ?? 0) + 1);
    if (/^- test:/.test(text) && path === '') fault('write: - test: `path` > name');
  }
  for (let n = 1; n <= LAWS; n++) {
    if (!named.get(n)) faults.push({ path: DOCUMENT, line: 0, says: `law ${n}: names neither a test nor what is open` });
  }
  return faults;
}

/** The name stands in the file as a string; quotes in it are written with a backslash or another kind of quote. */
const hasTest = (source: string, name: string): boolean => source.replaceAll("\\'", "'").includes(name);
