import { type Fault, isProduct, isTest, type SourceFile } from './source-file.ts';

/** A file over this fails; docs/STYLE's budget. */
export const LINES_MAX = 600;
/** A file over this is listed: cut it when you touch it next. */
export const LINES_LONG = 300;
const MEDIAN_LINES_MAX = 120;
/** Nine files in ten are no longer than LINES_LONG. */
const LONG_SHARE_MAX = 0.1;

/** Generated or pasted by necessity: nobody reads them top-down. */
const UNMEASURED = /(^|\/)(package-lock\.json|next-env\.d\.ts)$/;
const MEASURED = /\.(ts|tsx|mjs|cjs|css|sql)$/;

/** Faults a file has by its shape: too long, a barrel, a default export, a name out of line. */
export function shapeFaults(file: SourceFile): readonly Fault[] {
  const fault = (says: string): readonly Fault[] => [{ path: file.path, line: 0, says }];
  return [
    ...(isMeasured(file) && file.lines > LINES_MAX ? fault(`${file.lines} lines, ${LINES_MAX} at most: it has more than one noun`) : []),
    ...(isBarrel(file) ? fault('a barrel: import from where things are') : []),
    ...(hasStrayDefault(file) ? fault('default export: only what Next asks for; others have names') : []),
    ...(isNamedOutOfLine(file.path) ? fault('file name: kebab-case.ts, components PascalCase.tsx') : []),
  ];
}

/** What the sizes of all files say together. `long` is for reading; the median and the share of long files have bounds. */
export function sizesOf(files: readonly SourceFile[]): {
  readonly median: number;
  readonly long: readonly SourceFile[];
  readonly faults: readonly Fault[];
} {
  const measured = files.filter(isMeasured).toSorted((a, b) => a.lines - b.lines);
  const median = measured[Math.floor(measured.length / 2)]?.lines ?? 0;
  const long = measured.filter((file) => file.lines > LINES_LONG).toReversed();
  const faults: Fault[] = [];
  if (median > MEDIAN_LINES_MAX)
    faults.push({ path: '.', line: 0, says: `the median file has ${median} lines, ${MEDIAN_LINES_MAX} at most` });
  if (long.length > Math.ceil(measured.length * LONG_SHARE_MAX)) {
    faults.push({
      path: '.',
      line: 0,
      says: `${long.length} of ${measured.length} files are over ${LINES_LONG} lines; one in ten at most`,
    });
  }
  return { median, long, faults };
}

const isMeasured = (file: SourceFile): boolean => MEASURED.test(file.path) && !UNMEASURED.test(file.path);

/** Nothing but `export ... from`. */
const isBarrel = (file: SourceFile): boolean => {
  const body = file.code?.program.body ?? [];
  return (
    body.length > 0 &&
    body.every((node) => node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source !== null))
  );
};

const NEXT_FILES = /^app\/(.*\/)?(page|layout|template|default|error|global-error|not-found|loading|manifest|robots|sitemap|icon)\.tsx?$/;
const TOOL_CONFIG = /(^|\/)[\w.-]+\.config\.(ts|js|mjs)$/;

const hasStrayDefault = (file: SourceFile): boolean =>
  !NEXT_FILES.test(file.path) &&
  !TOOL_CONFIG.test(file.path) &&
  (file.code?.module.staticExports ?? []).some((one) => one.entries.some((entry) => entry.exportName.kind === 'Default'));

const isNamedOutOfLine = (path: string): boolean => {
  const name = path.split('/').at(-1) ?? '';
  if (!(isProduct(path) || isTest(path))) return false;
  if (/^\d{4}_[a-z0-9_]+\.sql$/.test(name)) return false;
  if (/\.tsx$/.test(name)) return !(NEXT_FILES.test(path) || /^([A-Z]\w*|[a-z0-9-]+)(\.(test|spec))?\.tsx$/.test(name));
  if (/\.ts$/.test(name)) return !/^(zh-CN|[a-z0-9]+(-[a-z0-9]+)*)(\.(test|typetest|spec|fixture|d))*\.ts$/.test(name);
  return false;
};
