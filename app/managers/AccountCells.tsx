import type { CutDecision } from '#domain/board/board.ts';
import { isNegative, yuanGrouped } from '../format/money.ts';
import { AgeText } from '../parts/AgeText.tsx';
import { SeverityMark, severityOfLevel } from '../parts/SeverityMark.tsx';
import type { AccountLine } from '../rpc/shapes.ts';
import { useNames, useWords } from '../words/use-words.ts';
import styles from './AccountCells.module.css';
import { useAccountState } from './use-account-state.ts';

/** The tenant, with the sign of the level where there is one. */
export function AccountName({ account }: { readonly account: AccountLine }) {
  const nameOf = useNames();
  const severity = severityOfLevel(account.level);
  return (
    <span className={styles.name}>
      <span className={styles.mark}>{severity === null ? null : <SeverityMark severity={severity} />}</span>
      <span className={styles.text}>{nameOf(account.name)}</span>
      <small>{account.code}</small>
    </span>
  );
}

interface AmountProps {
  readonly yuan: string;
  readonly strong?: boolean;
  /** Below zero is trouble: of a prepaid account, not of one that is billed afterwards. */
  readonly owes?: boolean;
}

export const Amount = ({ yuan, strong = false, owes = false }: AmountProps) => (
  <span className={styles.amount} data-strong={strong} data-owes={owes && isNegative(yuan)}>
    {yuanGrouped(yuan)}
  </span>
);

export function Level({ account }: { readonly account: AccountLine }) {
  const t = useWords();
  return (
    <span className={account.level === 'ok' ? styles.quiet : undefined}>
      {account.kind === 'prepaid' ? t(`level.${account.level}`) : t(`kind.${account.kind}`)}
    </span>
  );
}

export function Cut({ cut }: { readonly cut: CutDecision }) {
  const t = useWords();
  if (cut.type === 'on') return <span className={styles.quiet}>{t('cut.on')}</span>;
  return <span>{cut.type === 'pending' ? t(`cut.because.${cut.because}`) : t(`cut.${cut.type}`)}</span>;
}

/** On a phone: days left and what stands against the account. */
export function AccountNote({ account }: { readonly account: AccountLine }) {
  const t = useWords();
  const stateOf = useAccountState();
  return <span>{`${stateOf(account)} · ${t('accounts.unposted')} ${yuanGrouped(account.unposted)}`}</span>;
}

export const AccountAge = ({ account }: { readonly account: AccountLine }) => (
  <span className={styles.quiet}>
    <AgeText at={account.at} />
  </span>
);
