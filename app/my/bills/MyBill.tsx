'use client';

import Link from 'next/link';
import { Button } from '../../parts/Button.tsx';
import { BillSheet } from '../../parts/bill/BillSheet.tsx';
import { PaperLinks } from '../../parts/bill/PaperLinks.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { askParks } from '../../rpc/api.ts';
import { askBill } from '../../rpc/bills-api.ts';
import { dataOf } from '../../rpc/use-curves.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { Icon } from '../../shell/Icon.tsx';
import { LanguageSwitch } from '../../shell/LanguageSwitch.tsx';
import { MAIN_ID, SkipLink } from '../../shell/SkipLink.tsx';
import { useNames, useWords } from '../../words/use-words.ts';
import { MyBones } from '../MyBones.tsx';
import { searchOfWay } from '../why/way.ts';
import styles from './MyBill.module.css';

/** A tenant's bill, line by line, and why. */
export function MyBill({ park, id }: { readonly park: string; readonly id: string }) {
  const t = useWords();
  const nameOf = useNames();
  const query = useQuery(`bill ${park} ${id}`, (signal) => askBill({ park, id }, signal));
  const of = dataOf(useQuery('parks', askParks))?.find(({ code }) => code === park) ?? null;
  return (
    <>
      <header className={styles.head}>
        <SkipLink />
        <Link href="/my">
          <Icon name="chevron" />
          {t('bills.back')}
        </Link>
        <span>
          <LanguageSwitch />
          {query.type === 'ready' ? <PaperLinks park={park} bill={id} /> : null}
          {query.type === 'ready' ? <Button onPress={() => window.print()}>{t('bills.print')}</Button> : null}
        </span>
      </header>
      <main id={MAIN_ID} tabIndex={-1} className={styles.main}>
        <h1 className="unseen">{t('bills.mine')}</h1>
        {query.type === 'loading' ? <MyBones /> : null}
        {query.type === 'failed' && (query.failure === 'forbidden' || query.failure === 'notFound') ? (
          <Notice title={t('bills.notFound')} text={t('bills.notFoundNext')} />
        ) : null}
        {query.type === 'failed' && query.failure !== 'forbidden' && query.failure !== 'notFound' ? (
          <Failed failure={query.failure} again={query.again} />
        ) : null}
        {query.type === 'ready' ? (
          <BillSheet
            park={park}
            parkName={of === null ? '' : nameOf(of.name)}
            zone={of?.zone ?? 'UTC'}
            bill={query.data}
            wayTo={(way) => `/my/why${searchOfWay(way, { account: `${park}:${query.data.account}` })}`}
          />
        ) : null}
      </main>
    </>
  );
}
