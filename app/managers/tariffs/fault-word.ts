import type { FileFault } from '../../rpc/tariffs-api.ts';

export type FaultWord =
  | 'taken'
  | 'unknown'
  | 'day'
  | 'source'
  | 'price'
  | 'closed'
  | 'code'
  | 'twice'
  | 'name'
  | 'hours'
  | 'noHours'
  | 'overlap'
  | 'months'
  | 'dates'
  | 'holidays'
  | 'unpriced'
  | 'clock'
  | 'other';

/** Fields by the end of their path, and what is asked of them. */
const FIELDS: readonly (readonly [RegExp, FaultWord])[] = [
  [/^source$/, 'source'],
  [/^validFrom$/, 'day'],
  [/^(components\[\d+\]\.prices\.\w+|demandPrice|capacityPrice)$/, 'price'],
  [/\.code$/, 'code'],
  [/\.name\.(zh|en)$/, 'name'],
  [/^rules\[\d+\]\.ranges\[/, 'hours'],
  [/^rules\[\d+\]\.months/, 'months'],
  [/^rules\[\d+\]\.dates/, 'dates'],
  [/^rules\[\d+\]\.holidayNames/, 'holidays'],
  [/^components$/, 'unpriced'],
  [/^vectors/, 'clock'],
];

/** What to say of a fault, by its field; `other`: nothing but the check's own line says it. */
export const faultWord = ({ path, code }: FileFault): FaultWord => {
  if (path === 'validFrom' && code === 'DUPLICATE') return 'taken';
  if (path === 'validFrom' && code === 'UNKNOWN_REFERENCE') return 'unknown';
  if (code === 'FIXED') return 'closed';
  if (code === 'DUPLICATE') return 'twice';
  if (/^rules\[\d+\]\.ranges$/.test(path)) return code === 'TARIFF' ? 'overlap' : 'noHours';
  return FIELDS.find(([field]) => field.test(path))?.[1] ?? 'other';
};

/** Where two lines claim the same time, from the check's own line: "... at 11:00 on 01-01 (workday)". */
export const overlapPlace = ({ message }: FileFault): { readonly at: string; readonly date: string } => {
  const found = /at (\d{2}:\d{2}) on (\d{2}-\d{2})/.exec(message);
  return { at: found?.[1] ?? '', date: found?.[2] ?? '' };
};
