import type { FileAssignment, ParkFile } from '#domain/park/park-file.ts';

interface MeteredPoints {
  /** Each with the meter `OLD-<code>` behind transformers of 80. */
  readonly codes: readonly string[];
  /** ISO, when the meters began. */
  readonly from: string;
  /** What they showed then. */
  readonly importKWh: string;
  readonly assignmentsOf: (code: string) => readonly FileAssignment[];
}

/** A park with points of their own for each test, and the point `FREE` without a meter. */
export const withMeteredPoints = (file: ParkFile, { codes, from, importKWh, assignmentsOf }: MeteredPoints): ParkFile => ({
  ...file,
  points: [
    ...file.points,
    ...[...codes, 'FREE'].map((code) => ({
      code,
      name: { zh: code, en: code },
      medium: 'electricity' as const,
      role: 'tenant' as const,
      assignments: assignmentsOf(code),
    })),
  ],
  devices: [
    ...file.devices,
    ...codes.map((code) => ({
      serial: `OLD-${code}`,
      model: 'DTSD1352',
      codec: 'canonical',
      registerModulusKWh: '1000000',
      maxKW: 4,
      intervalS: 60,
    })),
  ],
  installations: [
    ...file.installations,
    ...codes.map((code) => ({ device: `OLD-${code}`, point: code, from, ratio: '80', start: { importKWh } })),
  ],
});
