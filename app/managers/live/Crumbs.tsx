import Link from 'next/link';
import { Icon } from '../../shell/Icon.tsx';
import { useWords } from '../../words/use-words.ts';
import styles from './Crumbs.module.css';
import type { Crumb } from './drill.ts';
import { PARK, type Place } from './place.ts';
import { useRowName } from './use-row-name.ts';

interface Props {
  readonly crumbs: readonly Crumb[];
  readonly hrefOf: (place: Place) => string;
}

/** The way here; each step of it leads back. On a phone a wide step back stands before it, for the thumb. */
export function Crumbs({ crumbs, hrefOf }: Props) {
  const t = useWords();
  const nameOf = useRowName();
  const last = crumbs.at(-1);
  const before = crumbs.at(-2)?.to ?? PARK;
  return (
    <nav className={styles.crumbs} aria-label={t('live.way')}>
      {last ? (
        <Link href={hrefOf(before)} className={styles.back} aria-label={t('live.up')}>
          <Icon name="chevron" />
        </Link>
      ) : null}
      <ol>
        <li>{last ? <Link href={hrefOf(PARK)}>{t('live.park')}</Link> : <b aria-current="location">{t('live.park')}</b>}</li>
        {crumbs.map((crumb) => (
          <li key={`${crumb.kind} ${crumb.code}`}>
            {crumb === last ? <b aria-current="location">{nameOf(crumb)}</b> : <Link href={hrefOf(crumb.to)}>{nameOf(crumb)}</Link>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
