import { useId } from 'react';
import { useWords } from '../words/use-words.ts';
import { type Choices, Select } from './Select.tsx';
import styles from './SelectField.module.css';

/** One of many, or all of them (empty): a filter that takes little room. */
export function SelectField({ label, choices, ...choice }: Choices & { readonly label: string }) {
  const t = useWords();
  const id = useId();
  return (
    <div className={styles.filter} data-on={choice.chosen !== ''}>
      <label className="unseen" htmlFor={id}>
        {label}
      </label>
      <Select id={id} choices={[{ value: '', word: `${label}: ${t('all')}` }, ...choices]} {...choice} />
    </div>
  );
}
