import { instantMs } from '#domain/time/instant.ts';
import { yuanGrouped } from '../format/money.ts';
import { useParkName } from '../live/use-park-name.ts';
import { useRememberSeen } from '../offline/use-remember-seen.ts';
import { severityOfLevel } from '../parts/SeverityMark.tsx';
import type { AccountLine } from '../rpc/shapes.ts';
import { useNames } from '../words/use-words.ts';
import { useAccountState } from './use-account-state.ts';

/** Keeps the balances for the page without a network, those first that will be used up first. */
export const useRememberAccounts = (park: string, accounts: readonly AccountLine[] | null): void => {
  const nameOf = useNames();
  const stateOf = useAccountState();
  const name = useParkName(park);
  useRememberSeen(name === null ? null : accounts, () => {
    if (name === null || accounts === null) return null;
    const rows = accounts.toSorted(byNeed).map((account) => ({
      title: `${nameOf(account.name)} ${account.code}`,
      value: `¥${yuanGrouped(account.available)}`,
      note: stateOf(account),
      severity: severityOfLevel(account.level),
    }));
    return { page: 'accounts', park, name, at: newestOf(accounts), rows };
  });
};

/** Who is not prepaid runs out of nothing. */
const daysOf = ({ kind, daysLeft }: AccountLine): number => (kind === 'prepaid' ? (daysLeft ?? UNKNOWN_DAYS) : Number.MAX_VALUE);
const UNKNOWN_DAYS = 1e9;

const byNeed = (a: AccountLine, b: AccountLine): number => daysOf(a) - daysOf(b) || a.code.localeCompare(b.code, 'en', { numeric: true });

const newestOf = (accounts: readonly AccountLine[]) => {
  const newest = accounts.reduce((newest, { at }) => Math.max(newest, at ?? 0), 0);
  return newest === 0 ? null : instantMs(newest);
};
