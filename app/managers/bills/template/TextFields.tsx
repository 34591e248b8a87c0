'use client';

import { useState } from 'react';
import type { PaperLanguage, PaperTemplate, TemplateFault, TextPlace } from '#domain/paper/template.ts';
import type { Words } from '#domain/park/model.ts';
import { Choice } from '../../../parts/Choice.tsx';
import { PAPER_KINDS, PAPER_LANGUAGES } from '../../../rpc/papers-shapes.ts';
import { useWords } from '../../../words/use-words.ts';
import { Card } from '../../Card.tsx';
import { FormField } from '../../quarantine/FormField.tsx';
import styles from './TextFields.module.css';

interface Props {
  readonly template: PaperTemplate;
  readonly change: (more: Partial<PaperTemplate>) => void;
  readonly faults: readonly TemplateFault[];
}

/** What a park writes on its bills, one language at a time. */
export function TextFields({ template, change, faults }: Props) {
  const t = useWords();
  const [language, speak] = useState<PaperLanguage>(template.language);
  const textFault = (place: TextPlace, text: string): boolean =>
    faults.some((fault) => fault.type === 'text' && fault.place === place && fault.language === language) &&
    (place !== 'title' || !fits(text));
  const field = (place: TextPlace, words: Words, set: (words: Words) => void, { label, hint, rows }: Shape) => (
    <FormField
      key={`${label} ${language}`}
      name={place}
      label={label}
      hint={hint}
      {...(rows > 1 && { rows })}
      value={words[language]}
      fault={
        textFault(place, words[language])
          ? t(`papers.fault.${place === 'title' ? 'title' : 'text'}`, { name: label, language: t(`papers.language.${language}`) })
          : null
      }
      change={(text) => set({ ...words, [language]: text })}
    />
  );
  const others = faults.filter((fault) => fault.type !== 'text' || fault.language !== language);
  return (
    <Card
      title={t('papers.texts')}
      note={t('papers.textsNote')}
      folds
      tools={
        <Choice
          label={t('papers.texts')}
          chosen={language}
          choose={(value) => speak(value === 'en' ? 'en' : 'zh')}
          choices={PAPER_LANGUAGES.map((value) => ({ value, word: t(`papers.language.${value}`) }))}
        />
      }
    >
      <div className={styles.fields}>
        {field('issuer', template.issuer, (issuer) => change({ issuer }), {
          label: t('papers.issuer'),
          hint: t('papers.issuerHint'),
          rows: 1,
        })}
        {field('contact', template.contact, (contact) => change({ contact }), {
          label: t('papers.contact'),
          hint: t('papers.contactHint'),
          rows: 3,
        })}
        {PAPER_KINDS.map((kind) =>
          field('title', template.titles[kind], (words) => change({ titles: { ...template.titles, [kind]: words } }), {
            label: t(`papers.title.${kind}`),
            hint: '',
            rows: 1,
          }),
        )}
        {field('payment', template.payment, (payment) => change({ payment }), {
          label: t('papers.payment'),
          hint: t('papers.paymentHint'),
          rows: 4,
        })}
        {field('note', template.note, (note) => change({ note }), { label: t('papers.note'), hint: t('papers.noteHint'), rows: 3 })}
        {field('footer', template.footer, (footer) => change({ footer }), {
          label: t('papers.footer'),
          hint: t('papers.footerHint'),
          rows: 1,
        })}
      </div>
      {others.length === 0 ? null : (
        <p className={styles.fault} role="alert">
          {others
            .map((fault) =>
              fault.type === 'text'
                ? t('papers.fault.text', {
                    name: t(fault.place === 'title' ? 'papers.title.bill' : `papers.${fault.place}`),
                    language: t(`papers.language.${fault.language}`),
                  })
                : t(`papers.fault.${fault.type}`),
            )
            .join(' ')}
        </p>
      )}
    </Card>
  );
}

const TITLE_LETTERS_MAX = 30;
const fits = (title: string): boolean => title.trim() !== '' && [...title].length <= TITLE_LETTERS_MAX;

interface Shape {
  readonly label: string;
  readonly hint: string;
  readonly rows: number;
}
