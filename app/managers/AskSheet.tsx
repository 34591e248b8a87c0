'use client';

import type { ReactNode } from 'react';
import { Button } from '../parts/Button.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './AskSheet.module.css';
import { Sheet } from './counter/Sheet.tsx';
import { SheetEnd } from './counter/SheetEnd.tsx';
import { useSend } from './use-send.ts';

interface Props {
  readonly title: string;
  /** What is done, on its button. */
  readonly yes: string;
  /** False: something is missing or wrong. */
  readonly ready?: boolean;
  /** Does it; answers what stands against it, or null where it is done. */
  readonly go: () => Promise<string | null>;
  readonly close: () => void;
  /** What a person looks at before: figures, fields, what it means. */
  readonly children: ReactNode;
}

/** The last look before something is done for good. */
export function AskSheet({ title, yes, ready = true, go, close, children }: Props) {
  const t = useWords();
  const { sending, fault, send } = useSend();
  return (
    <Sheet label={title} close={close}>
      <h2 className={styles.title}>{title}</h2>
      {children}
      <SheetEnd fault={fault} sending={sending} back={close}>
        <Button primary onPress={() => void send(go)} disabled={sending || !ready}>
          {sending ? t('bills.sending') : yes}
        </Button>
      </SheetEnd>
    </Sheet>
  );
}

/** Names and figures, a line each. */
export const AskFacts = ({ all }: { readonly all: readonly (readonly [name: string, value: ReactNode])[] }) => (
  <dl className={styles.facts}>
    {all.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly max?: number;
  readonly numeric?: boolean;
  /** An example. */
  readonly like?: string;
}

export const AskField = ({ label, value, change, max, numeric = false, like }: FieldProps) => (
  <label className={styles.field}>
    <span>{label}</span>
    <input
      value={value}
      inputMode={numeric ? 'decimal' : undefined}
      maxLength={max}
      placeholder={like}
      onChange={(event) => change(event.target.value)}
      autoComplete="off"
    />
  </label>
);
