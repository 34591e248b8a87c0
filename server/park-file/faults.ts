import type { FileFault, FileFaultCode } from '#domain/park/file-fault.ts';

/** A thousand faults are more than a person reads; the rest is counted. */
export const FAULTS_MAX = 1_000;

export interface FaultList {
  add(path: string, code: FileFaultCode, message: string): void;
  readonly found: readonly FileFault[];
  /** Faults beyond FAULTS_MAX. */
  readonly more: number;
}

export const createFaultList = (): FaultList => {
  const found: FileFault[] = [];
  let more = 0;
  return {
    add: (path, code, message) => {
      if (found.length < FAULTS_MAX) found.push({ path, code, message });
      else more += 1;
    },
    found,
    get more() {
      return more;
    },
  };
};

/** An element of the file and where it stands. */
export interface Entry<T> {
  readonly path: string;
  readonly value: T;
}

/** JSON path of a zod issue below `base`: `points[3].name.zh`. */
export const pathOf = (base: string, steps: readonly PropertyKey[]): string =>
  steps.reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[${step}]` : path === '' ? String(step) : `${path}.${String(step)}`),
    base,
  );
