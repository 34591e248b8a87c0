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
      <ul className={styles.rows}>
        {KINDS.map((one) => {
          const entry = money.find((line) => line.kind === one);
          return (
            <li key={one}>
              <span>
                {t(`allocation.moneyKind.${one}`)}
                <small>{entry?.source ?? t(`allocation.moneyHint.${one}`)}</small>
              </span>
              <b>{entry ? yuanGrouped(entry.yuan) : '–'}</b>
              {frozen ? null : (
                <button type="button" onClick={() => setKind(kind === one ? null : one)} aria-expanded={kind === one}>
                  {entry ? t('allocation.change') : t('allocation.enter')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {kind === null || frozen ? null : (
        <MoneyForm
          key={kind}
          of={of}
          kind={kind}
          entry={money.find((line) => line.kind === kind)}
          onDone={() => {
            setKind(null);
            onDone();
          }}
        />
      )}
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
    <form className={styles.form} onSubmit={send} noValidate>
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
      <p className={styles.acts}>
        <Button type="submit" primary>
          {t('allocation.save')}
        </Button>
        {entry ? <Button onPress={() => void enter(null)}>{t('allocation.takeBack')}</Button> : null}
      </p>
    </form>
  );
}
