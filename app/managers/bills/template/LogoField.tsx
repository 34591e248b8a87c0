'use client';

import { useRef, useState } from 'react';
import type { PaperLogo } from '#domain/paper/template.ts';
import { Button } from '../../../parts/Button.tsx';
import { failureOf } from '../../../rpc/client.ts';
import { uploadLogo } from '../../../rpc/papers-api.ts';
import { useWords } from '../../../words/use-words.ts';
import { Card } from '../../Card.tsx';
import { drawLogo } from './draw-logo.ts';
import styles from './LogoField.module.css';

interface Props {
  readonly park: string;
  /** As a page may show it; null: without one. */
  readonly logo: string | null;
  readonly choose: (chosen: { readonly logo: PaperLogo; readonly address: string } | null) => void;
}

/** The park's own mark: any picture the browser can draw, sent as the pixels that are printed. */
export function LogoField({ park, logo, choose }: Props) {
  const t = useWords();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File) => {
    setBusy(true);
    setFault(null);
    try {
      const base64 = await drawLogo(file);
      if (base64 === null) return setFault(t('papers.logoRefused.unreadable'));
      const answer = await uploadLogo({ park, base64 });
      if (answer.type === 'refused') setFault(t(`papers.logoRefused.${answer.because}`));
      else choose(answer);
    } catch (error) {
      setFault(t(`failed.${failureOf(error)}`));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title={t('papers.logo')} note={t('papers.logoHint')} folds>
      <div className={styles.logo}>
        {logo === null ? null : (
          // biome-ignore lint/performance/noImgElement: a picture of some kilobytes that is here already
          <img src={logo} alt={t('papers.logoOf')} />
        )}
        <Button disabled={busy} onPress={() => input.current?.click()}>
          {t('papers.chooseLogo')}
        </Button>
        {logo === null ? null : <Button onPress={() => choose(null)}>{t('papers.dropLogo')}</Button>}
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/svg+xml"
          hidden
          tabIndex={-1}
          aria-label={t('papers.chooseLogo')}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void take(file);
            target.value = '';
          }}
        />
      </div>
      {fault === null ? null : (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
    </Card>
  );
}
