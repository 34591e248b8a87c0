import type { WhatIfChoices } from '../../rpc/explain-api.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { PickField } from '../PickField.tsx';
import styles from './AreaChoice.module.css';

interface Props {
  readonly areas: WhatIfChoices['areas'];
  readonly chosen: { readonly code: string; readonly customers: string };
  readonly choose: (chosen: { readonly code: string; readonly customers: string }) => void;
}

/** A grid area whose floats are known, and the class of customers where its notice tells them apart. */
export function AreaChoice({ areas, chosen, choose }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const known = areas.filter((one) => one.known);
  const area = known.find(({ code }) => code === chosen.code);
  return (
    <>
      <PickField
        label={t('whatIf.area')}
        chosen={chosen.code}
        choose={(code) => choose({ code, customers: '' })}
        choices={[{ value: '', word: '–' }, ...known.map(({ code, name }) => ({ value: code, word: nameOf(name) }))]}
      />
      {area && area.customers.length > 1 ? (
        <PickField
          label={t('whatIf.customers')}
          chosen={chosen.customers}
          choose={(customers) => choose({ code: chosen.code, customers })}
          choices={[{ value: '', word: t('whatIf.anyCustomers') }, ...area.customers.map((one) => ({ value: one.en, word: nameOf(one) }))]}
        />
      ) : null}
      {area && area.gaps.length > 0 ? (
        <div className={styles.gaps}>
          <p>{t('whatIf.gaps')}</p>
          <ul>
            {area.gaps.map((gap) => (
              <li key={gap.en}>{nameOf(gap)}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}
