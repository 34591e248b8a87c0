import type { ParkDocument } from '#domain/board/board.ts';
import { ratioFromText } from '#domain/park/file-values.ts';
import { type InstantMs, instantMs, MINUTE_MS } from '#domain/time/instant.ts';

// Meters that nobody has registered; `register` refuses what the server refuses most often.

export interface RegisterForm {
  readonly park: string;
  readonly serial: string;
  readonly point: string;
  readonly codec: string;
  readonly ratio: string;
}

interface Fault {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}
export type RegisterAnswer =
  | { readonly type: 'registered'; readonly taken: number }
  | { readonly type: 'refused'; readonly faults: readonly Fault[] };

export const sampleWaiting = (registered: ReadonlySet<string>, now: InstantMs) =>
  Array.from({ length: 4 }, (_, i) => ({
    serial: `E-${String(20_111 + i * 444).padStart(6, '0')}`,
    topic: `twin/v1/GW-${(i % 4) + 1}/up`,
    codec: 'canonical',
    messages: 12 + i * 31,
    firstAt: instantMs(now - (i + 1) * 600 * MINUTE_MS),
    lastAt: instantMs(now - (i * 3 + 1) * MINUTE_MS),
  })).filter(({ serial }) => !registered.has(serial));

export const faultsOfForm = ({ point, ratio, codec, serial }: RegisterForm, document: ParkDocument): Fault[] => {
  const faults: Fault[] = [];
  const there = document.points[point];
  if (ratioFromText(ratio) === null)
    faults.push({ path: 'ratio', code: 'SHAPE', message: 'expected CT x PT as a positive decimal string with at most three places' });
  if (!there) faults.push({ path: 'point', code: 'UNKNOWN_REFERENCE', message: `${point} is no point of this park` });
  else if (there.serial !== null) faults.push({ path: 'from', code: 'OVERLAP', message: `${there.serial} is at ${point}; end that first` });
  if (codec !== 'canonical') faults.push({ path: 'codec', code: 'RANGE', message: `${serial} sends canonical, not ${codec}` });
  return faults;
};
