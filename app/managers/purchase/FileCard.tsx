'use client';

import { useRef, useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import styles from './BillEntry.module.css';

/** A bill that is already a table: a CSV file, or rows pasted from a spreadsheet. */
export function FileCard({ folds, read }: { readonly folds: boolean; readonly read: (text: string) => void }) {
  const t = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [pasted, setPasted] = useState('');
  return (
    <Card title={t('purchase.fromTable')} note="CSV" folds={folds}>
      <div className={styles.file}>
        <Button onPress={() => input.current?.click()}>{t('purchase.file')}</Button>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          hidden
          tabIndex={-1}
          aria-label={t('purchase.file')}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void file.text().then(read);
            // The same file again is a new wish.
            target.value = '';
          }}
        />
        <label>
          {t('purchase.paste')}
          <textarea
            rows={1}
            spellCheck={false}
            placeholder={t('purchase.pasteHint')}
            value={pasted}
            onChange={({ target }) => setPasted(target.value)}
          />
        </label>
        <Button disabled={pasted.trim() === ''} onPress={() => read(pasted)}>
          {t('purchase.read')}
        </Button>
      </div>
    </Card>
  );
}
