'use client';

import { isNegative } from '../../format/money.ts';
import { useBoardField } from '../../live/use-board.ts';
import { AgeText } from '../../parts/AgeText.tsx';
import { GlideYuan } from '../../parts/Glide.tsx';
import { SeverityMark, severityOfLevel } from '../../parts/SeverityMark.tsx';
import { useDaysLeft } from '../../parts/use-days-left.ts';
import type { CounterAccount } from '../../rpc/counter-api.ts';
import type { AccountLine } from '../../rpc/shapes.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { Amount, Cut } from '../AccountCells.tsx';
import styles from './Payer.module.css';

interface Props {
  readonly park: string;
  readonly account: AccountLine;
  readonly standing: CounterAccount | null;
  readonly leave: () => void;
}

/** Who stands at the counter, with the balance as it moves. */
export function Payer({ park, account, standing, leave }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const daysLeft = useDaysLeft();
  const live = useBoardField({ type: 'account', park, account: account.code }, (board) => board) ?? null;
  const shown = live ?? account;
  const severity = shown.kind === 'prepaid' ? severityOfLevel(shown.level) : null;
  return (
    <header className={styles.payer}>
      <div className={styles.who}>
        <h2>{nameOf(account.name)}</h2>
        <p>
          {account.code}
          {account.space ? ` · ${account.space}` : ''} · {t(`kind.${account.kind}`)}
        </p>
        <button type="button" onClick={leave}>
          {t('counter.another')}
        </button>
      </div>
      <div className={styles.balance} data-owes={shown.kind === 'prepaid' && isNegative(shown.available)}>
        <small>{shown.kind === 'prepaid' ? t('accounts.available') : t('account.balance')}</small>
        <b>
          {severity === null ? null : <SeverityMark severity={severity} />}
          <i>¥</i>
          <GlideYuan yuan={shown.available} />
        </b>
        <small>
          {t('accounts.asOf')} <AgeText at={shown.at} />
        </small>
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>{t('accounts.daysLeft')}</dt>
          <dd>{shown.kind === 'prepaid' ? daysLeft(shown.daysLeft) : '—'}</dd>
        </div>
        <div>
          <dt>{t('accounts.supply')}</dt>
          <dd>
            <Cut cut={shown.cut} />
          </dd>
        </div>
        <div>
          <dt>{t('counter.deposit')}</dt>
          <dd>{standing ? <Amount yuan={standing.depositYuan} /> : '—'}</dd>
        </div>
      </dl>
    </header>
  );
}
