'use client';

import Link from 'next/link';
import { useId } from 'react';
import { useSession } from '../rpc/SessionProvider.tsx';
import { signOut } from '../rpc/sign-in.ts';
import { useWords } from '../words/use-words.ts';
import styles from './AccountMenu.module.css';
import { chooseTheme } from './choices.ts';
import { Icon } from './Icon.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { useChosenTheme } from './use-theme.ts';

const THEME_CHOICES = [null, 'light', 'dark'] as const;

interface Props {
  /** The park whose wall can be opened from here. */
  readonly park?: string;
}

/** Who is signed in, language, colours, the wall, and the way out. */
export function AccountMenu({ park }: Props) {
  const t = useWords();
  const id = useId();
  const session = useSession();
  const chosen = useChosenTheme();
  const me = session.type === 'signedIn' ? session.me : null;
  const leave = async () => {
    await signOut();
    location.assign('/login');
  };
  return (
    <>
      <button type="button" className={styles.open} popoverTarget={id} aria-label={t('menu.open')}>
        <Icon name="more" />
      </button>
      <div id={id} popover="auto" className={styles.menu}>
        <p className={styles.who}>
          <b>{me?.name}</b>
          <span>{me?.email}</span>
        </p>
        <fieldset className={styles.themes} aria-label={t('menu.theme')}>
          {THEME_CHOICES.map((theme) => (
            <button key={theme} type="button" aria-pressed={chosen === theme} onClick={() => chooseTheme(theme)}>
              {t(`menu.themes.${theme ?? 'system'}`)}
            </button>
          ))}
        </fieldset>
        {park === undefined ? null : (
          <a href={`/wall/${park}`} target="_blank" rel="noreferrer">
            {t('menu.wall')}
          </a>
        )}
        {me?.manages && me.accounts.length > 0 ? <Link href="/my">{t('menu.my')}</Link> : null}
        <LanguageSwitch />
        <button type="button" onClick={leave}>
          {t('menu.signOut')}
        </button>
      </div>
    </>
  );
}
