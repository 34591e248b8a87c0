import type { ChangeEvent } from 'react';
import { Field } from '../Field.tsx';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  /** Null: nothing is wrong with it. */
  readonly fault: string | null;
  readonly hint?: string;
  readonly type?: 'text' | 'datetime-local';
  readonly numeric?: boolean;
  /** Id of a datalist. */
  readonly list?: string;
  /** Several lines of text. */
  readonly rows?: number;
}

/** A field, what it wants, and what is wrong with it, all in one place and read together. */
export function FormField({ name, label, value, change, fault, hint, type = 'text', numeric = false, list, rows }: Props) {
  return (
    <Field label={label}>
      {(id) => {
        const shared = {
          id,
          name,
          value,
          spellCheck: false,
          'aria-invalid': fault !== null,
          'aria-describedby': `${id}-note`,
          onChange: ({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => change(target.value),
        };
        return (
          <>
            {rows === undefined ? (
              <input {...shared} type={type} list={list} inputMode={numeric ? 'decimal' : undefined} autoComplete="off" />
            ) : (
              <textarea {...shared} rows={rows} />
            )}
            <p id={`${id}-note`} data-fault={fault !== null}>
              {fault ?? hint ?? ''}
            </p>
          </>
        );
      }}
    </Field>
  );
}
