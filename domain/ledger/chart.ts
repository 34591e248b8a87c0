/** Ledger accounts that belong to one account of a park. */
export const HOLDER_KINDS = ['wallet', 'deposit', 'receivable'] as const;
export type HolderKind = (typeof HOLDER_KINDS)[number];

/** How money is handed over at the counter; each is also the ledger account in which it waits to be banked. */
export const CHANNELS = ['cash', 'pos', 'slip'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Ledger accounts of the park itself. */
export const PARK_KINDS = [
  ...CHANNELS,
  /** What was taken over from elsewhere. */
  'opening',
  'revenue_use',
  'revenue_fee',
  'revenue_bill',
  'adjustment',
  /** Counted against booked cash at the end of a shift. */
  'cash_difference',
  'write_off',
] as const;
export type ParkKind = (typeof PARK_KINDS)[number];

/** One ledger account of a park; `accountId` is null for the park's own. */
export type LedgerRef = { readonly kind: HolderKind; readonly accountId: number } | { readonly kind: ParkKind; readonly accountId: null };

export const ofHolder = (kind: HolderKind, accountId: number): LedgerRef => ({ kind, accountId });
export const ofPark = (kind: ParkKind): LedgerRef => ({ kind, accountId: null });

/** Names a ledger account within its park, "wallet:12" or "cash:". */
export const refKey = ({ kind, accountId }: LedgerRef): string => `${kind}:${accountId ?? ''}`;
