'use client';

import { useState } from 'react';
import type { TransformerRule } from '#domain/allocation/rules.ts';
import { Button } from '../../parts/Button.tsx';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { PickField } from '../PickField.tsx';
import { FormField } from '../quarantine/FormField.tsx';
import { newTransformer, TRANSFORMER_FIELDS, wholeFromText } from './edit-transformers.ts';
import styles from './Rules.module.css';

interface Props {
  readonly transformers: readonly TransformerRule[];
  /** Meters one may stand above. */
  readonly branches: readonly { readonly code: string; readonly word: string }[];
  readonly faultOf: (node: string) => string | null;
  readonly change: (transformers: readonly TransformerRule[]) => void;
}

/** Transformers whose loss is computed and borne behind them. */
export function TransformersCard({ transformers, branches, faultOf, change }: Props) {
  const t = useWords();
  const free = branches.filter(({ code }) => !transformers.some(({ node }) => node === code));
  return (
    <Card title={t('allocation.transformers')} note={t('allocation.transformersNote')}>
      {transformers.map((transformer) => (
        <Fields
          key={transformer.node}
          transformer={transformer}
          name={branches.find(({ code }) => code === transformer.node)?.word ?? transformer.node}
          fault={faultOf(transformer.node)}
          change={(next) => change(transformers.map((one) => (one.node === transformer.node ? next : one)))}
          drop={() => change(transformers.filter(({ node }) => node !== transformer.node))}
        />
      ))}
      {free.length === 0 ? null : (
        <PickField
          label={t('allocation.addTransformer')}
          chosen=""
          choose={(code) => (code === '' ? undefined : change([...transformers, newTransformer(code)]))}
          choices={[{ value: '', word: t('allocation.pickMeter') }, ...free.map(({ code, word }) => ({ value: code, word }))]}
        />
      )}
    </Card>
  );
}

interface FieldsProps {
  readonly transformer: TransformerRule;
  readonly name: string;
  readonly fault: string | null;
  readonly change: (transformer: TransformerRule) => void;
  readonly drop: () => void;
}

function Fields({ transformer, name, fault, change, drop }: FieldsProps) {
  const t = useWords();
  const [typed, setTyped] = useState<Readonly<Partial<Record<string, string>>>>({});
  return (
    <fieldset className={styles.kind}>
      <legend>{name}</legend>
      {fault === null ? null : (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      <div className={styles.fields}>
        {TRANSFORMER_FIELDS.map(({ field, per }) => (
          <FormField
            key={field}
            name={`${transformer.node}-${field}`}
            label={t(`allocation.transformer.${field}`)}
            value={typed[field] ?? String(transformer[field] / per)}
            change={(text) => {
              setTyped({ ...typed, [field]: text });
              change({ ...transformer, [field]: wholeFromText(text, per) });
            }}
            fault={null}
            numeric
          />
        ))}
      </div>
      <p>
        <Button onPress={drop}>{t('allocation.dropTransformer')}</Button>
      </p>
    </fieldset>
  );
}
