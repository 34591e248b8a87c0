'use client';

import { type FormEvent, useState } from 'react';
import type { TemplateFault } from '#domain/paper/template.ts';
import { Button } from '../../../parts/Button.tsx';
import { Choice } from '../../../parts/Choice.tsx';
import { failureOf } from '../../../rpc/client.ts';
import { askRevision, saveTemplate } from '../../../rpc/papers-api.ts';
import { type DressedTemplate, PAPER_COLUMNS, PAPER_LANGUAGES, PAPER_SECTIONS, type TemplateInForce } from '../../../rpc/papers-shapes.ts';
import { useWords } from '../../../words/use-words.ts';
import { Card } from '../../Card.tsx';
import columns from '../../Columns.module.css';
import { FormActs } from '../../FormActs.tsx';
import { Said, type SaidThing } from '../../Said.tsx';
import { LogoField } from './LogoField.tsx';
import { OrderField } from './OrderField.tsx';
import { PreviewCard } from './PreviewCard.tsx';
import { RevisionsCard } from './RevisionsCard.tsx';
import styles from './Template.module.css';
import { TextFields } from './TextFields.tsx';

interface Props {
  readonly park: string;
  readonly stored: TemplateInForce;
  readonly saved: () => void;
}

/** A template that is being changed, and what a bill looks like by it. */
export function TemplateForm({ park, stored, saved }: Props) {
  const t = useWords();
  const [{ template, logo }, dress] = useState<DressedTemplate>(stored);
  const [faults, setFaults] = useState<readonly TemplateFault[]>([]);
  const [busy, setBusy] = useState(false);
  const [said, say] = useState<SaidThing | null>(null);
  const change = (more: Partial<DressedTemplate['template']>) => dress({ template: { ...template, ...more }, logo });
  const changed = JSON.stringify(template) !== JSON.stringify(stored.template);
  const doing = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      say({ text: t(`failed.${failureOf(error)}`), refused: true });
    } finally {
      setBusy(false);
    }
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    void doing(async () => {
      const answer = await saveTemplate({ park, base: stored.revision, template });
      if (answer.type === 'faults') return setFaults(answer.faults);
      if (answer.type === 'overtaken') return say({ text: t('papers.overtaken'), refused: true });
      say({ text: t('papers.saved', { revision: answer.revision }), refused: false });
      saved();
    });
  };
  const restore = (revision: number) =>
    doing(async () => {
      const { template: earlier, logo: picture } = await askRevision(park, revision);
      dress({ template: earlier, logo: picture });
      say({ text: t('papers.restored', { revision }), refused: false });
    });
  return (
    <form className={columns.columns} data-wide="last" onSubmit={save} noValidate>
      <div className={columns.column}>
        <TextFields template={template} change={change} faults={faults} />
        <LogoField
          park={park}
          logo={logo}
          choose={(chosen) => dress({ template: { ...template, logo: chosen?.logo ?? null }, logo: chosen?.address ?? null })}
        />
        <Card title={t('papers.columns')} note={t('papers.chosen', { n: template.columns.length, all: PAPER_COLUMNS.length })} folds>
          <OrderField
            all={PAPER_COLUMNS}
            chosen={template.columns}
            nameOf={(column) => t(`papers.column.${column}`)}
            fixed={['item', 'amount']}
            change={(columns) => change({ columns })}
          />
        </Card>
        <Card title={t('papers.sections')} note={t('papers.chosen', { n: template.sections.length, all: PAPER_SECTIONS.length })} folds>
          <OrderField
            all={PAPER_SECTIONS}
            chosen={template.sections}
            nameOf={(section) => t(`papers.section.${section}`)}
            fixed={[]}
            change={(sections) => change({ sections })}
          />
        </Card>
        <Card title={t('papers.languageOf')} note={t(`papers.language.${template.language}`)} folds>
          <Choice
            label={t('papers.languageOf')}
            chosen={template.language}
            choose={(value) => change({ language: value === 'en' ? 'en' : 'zh' })}
            choices={PAPER_LANGUAGES.map((value) => ({ value, word: t(`papers.language.${value}`) }))}
          />
        </Card>
        <RevisionsCard revisions={stored.revisions} inForce={stored.revision} busy={busy} restore={(revision) => void restore(revision)} />
      </div>
      <div className={`${columns.column} ${styles.main}`}>
        <FormActs>
          <Button type="submit" primary disabled={busy || !changed}>
            {changed ? t('papers.save') : t('papers.unchanged')}
          </Button>
        </FormActs>
        <div className={styles.preview}>
          <PreviewCard park={park} template={template} logo={logo} faults={setFaults} />
        </div>
      </div>
      <Said said={said} />
    </form>
  );
}
