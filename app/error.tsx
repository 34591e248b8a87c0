'use client';

import { Button } from './parts/Button.tsx';
import { Notice } from './parts/Notice.tsx';
import { useWords } from './words/use-words.ts';

/** A page that has thrown: said plainly, with the one thing that helps. */
export default function PageFault() {
  const t = useWords();
  return (
    <main style={{ paddingTop: '22vh' }}>
      <Notice title={t('page.broken')} text={t('page.brokenNext')}>
        <Button onPress={() => location.reload()}>{t('page.reload')}</Button>
      </Notice>
    </main>
  );
}
