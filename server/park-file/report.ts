import type { KindCounts } from '#db/park/write-kind.ts';
import type { ImportedPark } from '#db/park/write-park.ts';
import type { ImportResult } from './import.ts';

type Refused = Extract<ImportResult, { type: 'refused' }>;
type Imported = Omit<ImportedPark, 'kinds'> & { readonly kinds: Readonly<Record<string, KindCounts>> };

/** What an import did, for a person at a terminal. */
export const reportOf = (result: Refused | Imported): string => (result.type === 'refused' ? refusalOf(result) : successOf(result));

const refusalOf = ({ faults, more }: Refused): string => {
  const lines = faults.map(({ path, code, message }) => `  ${path === '' ? '(file)' : path}  ${code}: ${message}`);
  const count = faults.length + more;
  return [
    `refused, nothing was written: ${count} ${count === 1 ? 'fault' : 'faults'}`,
    ...lines,
    ...(more > 0 ? [`  ... and ${more} more`] : []),
  ].join('\n');
};

const successOf = (result: Imported): string => {
  const { park, changed, kinds, leftAlone, rerates, refolds } = result;
  const counts = Object.entries(kinds).map(
    ([kind, { created, updated, unchanged }]) =>
      `  ${kind.padEnd(14)}${cell(created)} created${cell(updated)} updated${cell(unchanged)} unchanged`,
  );
  const left = Object.entries(leftAlone).flatMap(([kind, value]) => {
    if (value === undefined) return [];
    const rest = value.count > value.names.length ? ` ... and ${value.count - value.names.length} more` : '';
    return [`  not in the file, left alone: ${value.count} ${kind}: ${value.names.join(', ')}${rest}`];
  });
  const work = rerates + refolds > 0 ? [`  to be priced again: ${rerates} points; to be folded again: ${refolds} devices`] : [];
  return [`park ${park.code}, version ${park.version}: ${changed ? 'imported' : 'nothing new'}`, ...counts, ...work, ...left].join('\n');
};

const cell = (count: number): string => String(count).padStart(8);
