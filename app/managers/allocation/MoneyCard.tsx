'use client';

import { type FormEvent, useState } from 'react';
import { fenFromYuan } from '#domain/units/money.ts';
import { yuanGrouped } from '../../format/money.ts';
import { Button } from '../../parts/Button.tsx';
import { enterMoney, type OfMonth } from '../../rpc/allocation-api.ts';
import type { AllocationMonth, MoneyKind } from '../../rpc/allocation-shapes.ts';
import { type Failure, failureOf } from '../../rpc/client.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { EntryRow } from '../EntryRow.tsx';
import { FormField } from '../quarantine/FormField.tsx';
import styles from './MoneyCard.module.css';

interface Props {
  readonly of: OfMonth;
  readonly money: AllocationMonth['money'];
  /** Bills stand on the month. */
  readonly frozen: boolean;
  readonly onDone: () => void;
}

const KINDS: readonly MoneyKind[] = ['capacity', 'powerFactor', 'energy'];

/** What the master cost, from the grid company's bill: what is shared beside energy. */
export function MoneyCard({ of, money, frozen, onDone }: Props) {
  const t = useWords();
  const [kind, setKind] = useState<MoneyKind | null>(null);
  return (
    <Card title={t('allocation.money')} note={t('unit.yuan')}>
      <ul>
        {KINDS.map((one) => {
          const entry = money.find((line) => line.kind === one);
          return (
            <EntryRow
              key={one}
              name={t(`allocation.moneyKind.${one}`)}
              note={entry?.source ?? t(`allocation.moneyHint.${one}`)}
              value={entry ? yuanGrouped(entry.yuan) : '–'}
              act={frozen ? null : entry ? t('allocation.change') : t('allocation.enter')}
              open={kind === one}
              toggle={() => setKind(kind === one ? null : one)}
            >
              <MoneyForm
                of={of}
                kind={one}
                entry={entry}
                onDone={() => {
                  setKind(null);
                  onDone();
                }}
              />
            </EntryRow>
          );
        })}
      </ul>
    </Card>
  );
}

interface FormProps {
  readonly of: OfMonth;
  readonly kind: MoneyKind;
  readonly entry: AllocationMonth['money'][number] | undefined;
  readonly onDone: () => void;
}

function MoneyForm({ of, kind, entry, onDone }: FormProps) {
  const t = useWords();
  const [yuan, setYuan] = useState(entry?.yuan ?? '');
  const [source, setSource] = useState(entry?.source ?? '');
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const wrong = fenFromYuan(yuan.trim()) === null;
  const enter = async (amount: string | null) => {
    setFailure(null);
    try {
      await enterMoney({ ...of, kind, yuan: amount, source: source.trim() });
      onDone();
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong) void enter(yuan.trim());
  };
  return (
    <form onSubmit={send} noValidate>
      <FormField
        name="yuan"
        label={`${t(`allocation.moneyKind.${kind}`)} (${t('unit.yuan')})`}
        value={yuan}
        change={setYuan}
        fault={tried && wrong ? t('allocation.notYuan') : null}
        numeric
      />
      <FormField name="source" label={t('allocation.billNo')} value={source} change={setSource} fault={null} />
      {failure === null ? null : (
        <p role="alert" className={styles.failed}>
          {t(`failed.${failure}`)}
        </p>
      )}
      <p>
        <Button type="submit" primary>
          {t('allocation.save')}
        </Button>
        {entry ? <Button onPress={() => void enter(null)}>{t('allocation.takeBack')}</Button> : null}
      </p>
    </form>
  );
}
