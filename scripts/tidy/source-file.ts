import { type Comment, type EcmaScriptModule, type Program, parseSync } from 'oxc-parser';

/** A file of the project, read once; code files carry their syntax tree. */
export interface SourceFile {
  /** From the project's top, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly code: Code | null;
}

export interface Code {
  readonly program: Program;
  readonly module: EcmaScriptModule;
  readonly comments: readonly Comment[];
}

/** What is wrong where; `line` 0 speaks of the whole file. */
export interface Fault {
  readonly path: string;
  readonly line: number;
  readonly says: string;
}

export const sourceFile = (path: string, text: string): SourceFile => ({
  path,
  text,
  lines: text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
  code: /\.(ts|tsx|mjs|cjs)$/.test(path) ? codeOf(path, text) : null,
});

/** Faults are shown by line, syntax trees speak of offsets. */
export const lineAt = (file: SourceFile, offset: number): number => file.text.slice(0, offset).split('\n').length;

/** Tests and what only they use: a fixture, a `testing` folder or file. */
export const isTest = (path: string): boolean => /\.(test|typetest|spec|fixture)\.tsx?$|(^|\/)testing(\/|\.ts$)/.test(path);

/** Folders that hold shipped code; the rest is tools, tests and measurements. */
export const isProduct = (path: string): boolean => /^(app|server|streams|db|domain)\//.test(path) && !isTest(path);

const codeOf = (path: string, text: string): Code => {
  const { program, module, comments, errors } = parseSync(path, text);
  const [error] = errors;
  if (error) throw new Error(`${path}: ${error.message}`);
  return { program, module, comments };
};
