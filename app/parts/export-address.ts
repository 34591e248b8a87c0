/** What the server writes as a file: db rows of one kind (GET /api/v1/export/{kind}.{format}). */
export type ExportKind =
  | 'slots'
  | 'readings'
  | 'accruals'
  | 'accounts'
  | 'meters'
  | 'alarms'
  | 'quarantine'
  | 'month'
  | 'allocation'
  | 'bill'
  | 'bills'
  | 'flows'
  | 'compare'
  | 'collection'
  | 'arrears'
  | 'revenue'
  | 'energy'
  | 'takings'
  | 'held';
export type ExportFormat = 'csv' | 'xlsx';

/** What narrows an export: park, point, account, from, to. What is absent is not asked. */
export type ExportQuery = Readonly<Record<string, string | number | null | undefined>>;

export interface ExportAddress {
  readonly kind: ExportKind;
  readonly format: ExportFormat;
  readonly query: ExportQuery;
  /** The language of heads and words in the file. */
  readonly lang: string;
}

export const exportAddress = ({ kind, format, query, lang }: ExportAddress): string => {
  const given = Object.entries({ ...query, lang }).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return `/api/v1/export/${kind}.${format}?${new URLSearchParams(given)}`;
};

/** Why there was no file, as far as a person can act on it. */
export type ExportRefusal = 'signedOut' | 'forbidden' | 'notFound' | 'tooMany' | 'tooLarge' | 'unreachable' | 'fault';

/**
 * What arrived in place of a file: the server's words for a refusal (`{ code }`), or a page of the browser's own (null: not ours to read),
 * which it shows when nobody answered.
 */
export const refusalOfText = (text: string | null): ExportRefusal => {
  if (text === null) return 'unreachable';
  const code = /"code"\s*:\s*"(\w+)"/.exec(text)?.[1] ?? '';
  return REFUSALS[code] ?? 'fault';
};

const REFUSALS: Readonly<Record<string, ExportRefusal>> = {
  UNAUTHORIZED: 'signedOut',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'notFound',
  TOO_MANY_REQUESTS: 'tooMany',
  PAYLOAD_TOO_LARGE: 'tooLarge',
};

/** A bill as a PDF. */
export const paperAddress = (park: string, bill: string, lang: string): string =>
  `/api/v1/papers/${encodeURIComponent(park)}/bills/${bill}.pdf?${new URLSearchParams({ lang })}`;

/** All bills of a month in one archive; `ticket` is what its progress is asked by. */
export const archiveAddress = ({
  park,
  month,
  lang,
  ticket,
}: {
  readonly park: string;
  readonly month: string;
  readonly lang: string;
  readonly ticket: string;
}): string => `/api/v1/papers/${encodeURIComponent(park)}/months/${month}.zip?${new URLSearchParams({ lang, ticket })}`;
