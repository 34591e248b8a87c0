'use client';

import { useState } from 'react';
import type { SharedKind, ShareRule } from '#domain/allocation/rules.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { PickField } from '../PickField.tsx';
import { FormField } from '../quarantine/FormField.tsx';
import { BASES, codesFromText, ratiosFromText, textOfRatios } from './edit-rules.ts';
import styles from './Rules.module.css';

interface Props {
  readonly kind: SharedKind;
  readonly rule: ShareRule;
  /** There are groups inside: two levels can be asked for. */
  readonly levels: boolean;
  readonly fault: string | null;
  readonly change: (rule: ShareRule) => void;
}

/** How one kind is shared in one group. */
export function KindFields({ kind, rule, levels, fault, change }: Props) {
  const t = useWords();
  const [excluded, setExcluded] = useState(rule.excluded.join(' '));
  const [ratios, setRatios] = useState(textOfRatios(rule.custom));
  return (
    <Card title={t(`allocation.kind.${kind}`)} note={t(`allocation.basis.${rule.basis}`)} folds>
      {fault === null ? null : (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      <fieldset className={styles.fields} aria-label={t(`allocation.kind.${kind}`)}>
        <PickField
          label={t('allocation.by')}
          chosen={rule.basis}
          choose={(basis) => change({ ...rule, basis: BASES.find((one) => one === basis) ?? rule.basis })}
          choices={BASES.map((basis) => ({ value: basis, word: t(`allocation.basis.${basis}`) }))}
        />
        {levels ? (
          <PickField
            label={t('allocation.upper')}
            chosen={rule.upper ?? ''}
            choose={(upper) => change({ ...rule, upper: BASES.find((one) => one === upper) ?? null })}
            choices={[
              { value: '', word: t('allocation.straight') },
              ...BASES.filter((basis) => basis !== 'custom').map((basis) => ({ value: basis, word: t(`allocation.basis.${basis}`) })),
            ]}
          />
        ) : null}
        <PickField
          label={t('allocation.vacancy')}
          chosen={rule.vacancy}
          choose={(vacancy) => change({ ...rule, vacancy: vacancy === 'tenants' ? 'tenants' : 'landlord' })}
          choices={[
            { value: 'landlord', word: t('allocation.byLandlord') },
            { value: 'tenants', word: t('allocation.byTenants') },
          ]}
        />
        <FormField
          name={`${kind}-excluded`}
          label={t('allocation.excluded')}
          value={excluded}
          change={(text) => {
            setExcluded(text);
            change({ ...rule, excluded: codesFromText(text) });
          }}
          fault={null}
        />
      </fieldset>
      {rule.basis === 'custom' ? (
        <FormField
          name={`${kind}-ratios`}
          rows={4}
          label={t('allocation.ratios')}
          value={ratios}
          change={(text) => {
            setRatios(text);
            const custom = ratiosFromText(text);
            if (custom !== null) change({ ...rule, custom });
          }}
          fault={ratiosFromText(ratios) === null ? t('allocation.ratiosWrong') : null}
          hint={t('allocation.ratiosHint')}
        />
      ) : null}
    </Card>
  );
}
