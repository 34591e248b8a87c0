'use client';

import { useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import styles from './BillEntry.module.css';

/** A bill that is already a table: a CSV file, or rows pasted from a spreadsheet. */
export function FileCard({ read }: { readonly read: (text: string) => void }) {
  const t = useWords();
  const [pasted, setPasted] = useState('');
  return (
    <Card title={t('purchase.fromTable')} note="CSV">
      <div className={styles.file}>
        <label>
          {t('purchase.file')}
          <input
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file) void file.text().then(read);
              // The same file again is a new wish.
              target.value = '';
            }}
          />
        </label>
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
