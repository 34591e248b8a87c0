import { useWords } from '../words/use-words.ts';
import { PAGES, type WallPageName } from './pages.ts';
import styles from './WallHeader.module.css';

/** Which page stands, of which. */
export function WallNav({ page }: { readonly page: WallPageName }) {
  const t = useWords();
  return (
    <nav className={styles.nav} aria-label={t('wall.pages')}>
      {PAGES.map((name) => (
        <span key={name} {...(name === page ? { 'aria-current': 'page' as const } : {})}>
          {t(`wall.page.${name}`)}
        </span>
      ))}
    </nav>
  );
}
