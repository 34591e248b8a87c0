'use client';

import { useState } from 'react';
import { Failed } from '../parts/Failed.tsx';
import { Notice } from '../parts/Notice.tsx';
import { useSession } from '../rpc/SessionProvider.tsx';
import type { Me } from '../rpc/shapes.ts';
import { AccountMenu } from '../shell/AccountMenu.tsx';
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx';
import { NewBuild } from '../shell/NewBuild.tsx';
import { MAIN_ID, SkipLink } from '../shell/SkipLink.tsx';
import { useNames, useWords } from '../words/use-words.ts';
import { Account } from './Account.tsx';
import styles from './My.module.css';
import { MyBones } from './MyBones.tsx';

type Held = Me['accounts'][number];

/** A tenant's page. One number on top; then what it is made of. */
export function My() {
  const t = useWords();
  const session = useSession();
  const [chosen, choose] = useState('');
  const accounts = session.type === 'signedIn' ? session.me.accounts : [];
  const account = accounts.find((held) => keyOf(held) === chosen) ?? accounts[0];
  return (
    <>
      <header className={styles.head}>
        <SkipLink />
        <Title accounts={accounts} account={account} choose={choose} />
        <span className={styles.tools}>
          <LanguageSwitch />
          <AccountMenu />
        </span>
      </header>
      <NewBuild />
      <main id={MAIN_ID} tabIndex={-1} className={styles.main}>
        {session.type === 'loading' ? <MyBones /> : null}
        {session.type === 'failed' ? <Failed failure={session.failure} again={session.again} /> : null}
        {session.type === 'signedIn' && !account ? <Notice title={t('my.none')} text={t('my.noneNext')} /> : null}
        {account ? <Account key={keyOf(account)} park={account.park} account={account.code} /> : null}
      </main>
    </>
  );
}

const keyOf = ({ park, code }: Held): string => `${park}:${code}`;

interface TitleProps {
  readonly accounts: readonly Held[];
  readonly account: Held | undefined;
  readonly choose: (key: string) => void;
}

function Title({ accounts, account, choose }: TitleProps) {
  const t = useWords();
  const nameOf = useNames();
  if (!account) return <h1 className={styles.title}>{t('brand.name')}</h1>;
  if (accounts.length === 1) return <h1 className={styles.title}>{nameOf(account.name)}</h1>;
  return (
    <select className={styles.title} aria-label={t('my.account')} value={keyOf(account)} onChange={(event) => choose(event.target.value)}>
      {accounts.map((held) => (
        <option key={keyOf(held)} value={keyOf(held)}>
          {nameOf(held.name)}
        </option>
      ))}
    </select>
  );
}
