'use client';

import { useLocale } from 'use-intl';
import { useChooseLocale } from './choices.ts';
import styles from './LanguageSwitch.module.css';

/** Each language is called by its own name. */
export function LanguageSwitch() {
  const locale = useLocale();
  const choose = useChooseLocale();
  return locale === 'en' ? (
    <button type="button" className={styles.switch} lang="zh-CN" onClick={() => choose('zh-CN')}>
      中文
    </button>
  ) : (
    <button type="button" className={styles.switch} lang="en" onClick={() => choose('en')}>
      English
    </button>
  );
}
