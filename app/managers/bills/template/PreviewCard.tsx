'use client';

import { useEffect, useRef, useState } from 'react';
import type { BillKind } from '#domain/bill/states.ts';
import type { PaperLanguage, PaperTemplate, TemplateFault } from '#domain/paper/template.ts';
import { Button } from '../../../parts/Button.tsx';
import { Choice } from '../../../parts/Choice.tsx';
import { type Failure, failureOf } from '../../../rpc/client.ts';
import { askPreview } from '../../../rpc/papers-api.ts';
import { PAPER_KINDS, PAPER_LANGUAGES, type PreviewAnswer } from '../../../rpc/papers-shapes.ts';
import { useWords } from '../../../words/use-words.ts';
import { Card } from '../../Card.tsx';
import { PaperPage } from './PaperPage.tsx';
import styles from './PreviewCard.module.css';

interface Props {
  readonly park: string;
  readonly template: PaperTemplate;
  readonly logo: string | null;
  readonly faults: (faults: readonly TemplateFault[]) => void;
}

type Shown = Extract<PreviewAnswer, { type: 'pages' }>;

/** After the last key, so that a word is asked about once. */
const WAIT_MS = 350;

/** A made-up bill by the template as it stands, from the marks that a PDF is written from. */
export function PreviewCard({ park, template, logo, faults }: Props) {
  const t = useWords();
  const [language, speak] = useState<PaperLanguage>(template.language);
  const [kind, choose] = useState<BillKind>('bill');
  const [shown, show] = useState<Shown | null>(null);
  const [whole, setWhole] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const told = useRef(faults);
  told.current = faults;
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answer = await askPreview({ park, template, language, kind }, abort.signal);
        if (abort.signal.aborted) return;
        setFailure(null);
        told.current(answer.type === 'faults' ? answer.faults : []);
        if (answer.type === 'pages') show(answer);
      } catch (error) {
        if (!abort.signal.aborted) setFailure(failureOf(error));
      }
    }, WAIT_MS);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [park, template, language, kind]);
  return (
    <Card
      title={t('papers.preview')}
      note={t('papers.previewNote')}
      tools={
        <span className={styles.tools}>
          <Choice
            label={t('papers.previewKind')}
            chosen={kind}
            choose={(value) => choose(PAPER_KINDS.find((one) => one === value) ?? 'bill')}
            choices={PAPER_KINDS.map((value) => ({ value, word: t(`papers.kind.${value}`) }))}
          />
          <Choice
            label={t('papers.previewLanguage')}
            chosen={language}
            choose={(value) => speak(value === 'en' ? 'en' : 'zh')}
            choices={PAPER_LANGUAGES.map((value) => ({ value, word: t(`papers.language.${value}`) }))}
          />
        </span>
      }
    >
      {failure === null ? null : (
        <p className={styles.fault} role="alert">
          {t(`failed.${failure}`)}
        </p>
      )}
      <div className={styles.pages} data-waiting={shown === null} data-whole={whole}>
        {shown?.pages.map((page, i) => (
          <PaperPage
            // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
            key={i}
            page={page}
            size={shown.size}
            tones={shown.tones}
            logo={logo}
            label={t('papers.pageOf', { page: i + 1, pages: shown.pages.length })}
          />
        ))}
        {shown === null || shown.pages.length === 1 || whole ? null : (
          <Button onPress={() => setWhole(true)}>{t('table.more', { shown: 1, all: shown.pages.length })}</Button>
        )}
      </div>
    </Card>
  );
}
