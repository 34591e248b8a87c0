import { useState } from 'react';
import type { Template } from '../../rpc/tariffs-api.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { PickField } from '../PickField.tsx';
import { type VersionText, withTemplate } from './edit-version.ts';

interface Props {
  readonly templates: readonly Template[];
  readonly text: VersionText;
  readonly choose: (template: Template | null, change: Pick<VersionText, 'rules' | 'source'>) => void;
}

/** A grid area's period table to begin with; back to what stood there before. */
export function TemplateField({ templates, text, choose }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const [own] = useState({ rules: text.rules, source: text.source });
  const [chosen, setChosen] = useState('');
  return (
    <PickField
      label={t('tariffs.template')}
      chosen={chosen}
      choose={(code) => {
        const found = templates.find((one) => one.code === code) ?? null;
        setChosen(code);
        if (found === null) choose(null, own);
        else {
          const { rules, source } = withTemplate(text, found);
          choose(found, { rules, source });
        }
      }}
      choices={[
        { value: '', word: t('tariffs.templateNone') },
        ...templates.map(({ code, name, source }) => ({ value: code, word: `${nameOf(name)} · ${source.split(';')[0]}` })),
      ]}
    />
  );
}
