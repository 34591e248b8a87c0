'use client';

import { type FormEvent, useState } from 'react';
import type { TaxItem } from '#domain/bill/tax.ts';
import { Button } from '../../parts/Button.tsx';
import { type Failure, failureOf } from '../../rpc/client.ts';
import { askBillingTerms, type BillingTerms, setBillingTerms } from '../../rpc/finance-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { FormField } from '../quarantine/FormField.tsx';
import { DatedTermsCard } from './DatedTermsCard.tsx';
import styles from './Finance.module.css';
import { basisOfPercent, percentOfBasis } from './ppm.ts';

/** All items, in the order of a bill; the type tells a missing one. */
const TAX_ITEMS = Object.values({
  electricity: 'electricity',
  water: 'water',
  sewage: 'sewage',
  waterResource: 'waterResource',
  service: 'service',
  lease: 'lease',
} as const satisfies { readonly [Item in TaxItem]: Item });

/** How long a bill may be paid and what tax its lines bear, and the form that sets it. */
export function BillingTermsCard({ park }: { readonly park: string }) {
  const t = useWords();
  const query = useQuery(`billing terms ${park}`, (signal) => askBillingTerms(park, signal));
  const ratesText = ({ taxRates }: BillingTerms): string => {
    const list = TAX_ITEMS.flatMap((item) => {
      const rate = taxRates[item];
      return rate === undefined ? [] : [`${t(`reports.taxItem.${item}`)} ${percentOfBasis(rate)} %`];
    });
    return list.length === 0 ? t('finance.terms.general') : t('finance.terms.rates', { list: list.join(', ') });
  };
  return (
    <DatedTermsCard
      park={park}
      query={query}
      words={{
        title: t('finance.terms.title'),
        hint: t('finance.terms.hint'),
        change: t('finance.terms.change'),
        none: t('finance.terms.none'),
      }}
      tell={(terms) => ({
        text: t('finance.terms.days', { days: terms.daysToPay }),
        small: `${ratesText(terms)} · ${terms.source}`,
        from: t('finance.terms.from', { day: terms.validFrom }),
      })}
      form={(before, done) => <Form park={park} before={before} done={done} />}
    />
  );
}

interface FormProps {
  readonly park: string;
  readonly before: BillingTerms | undefined;
  readonly done: () => void;
}

const DAYS = /^\d{1,3}$/;
const DAYS_MAX = 365;

function Form({ park, before, done }: FormProps) {
  const t = useWords();
  const [validFrom, setValidFrom] = useState('');
  const [days, setDays] = useState(String(before?.daysToPay ?? ''));
  const [source, setSource] = useState(before?.source ?? '');
  const [rates, setRates] = useState<Readonly<Partial<Record<TaxItem, string>>>>(() =>
    Object.fromEntries(
      Object.entries(before?.taxRates ?? {}).flatMap(([item, basis]) => (basis === undefined ? [] : [[item, percentOfBasis(basis)]])),
    ),
  );
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const rateOf = (item: TaxItem): string => rates[item]?.trim() ?? '';
  const right = {
    validFrom: /^\d{4}-\d{2}-\d{2}$/.test(validFrom.trim()),
    days: DAYS.test(days.trim()) && Number(days) <= DAYS_MAX,
    source: source.trim().length > 1,
  };
  const isRight = (item: TaxItem): boolean => rateOf(item) === '' || basisOfPercent(rateOf(item)) !== null;
  const fault = (holds: boolean): string | null => (tried && !holds ? t('finance.terms.wrong') : null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!right.validFrom || !right.days || !right.source || !TAX_ITEMS.every(isRight)) return;
    try {
      const given = TAX_ITEMS.flatMap((item) => (rateOf(item) === '' ? [] : [[item, basisOfPercent(rateOf(item)) ?? 0] as const]));
      await setBillingTerms({
        park,
        validFrom: validFrom.trim(),
        daysToPay: Number(days),
        taxRates: Object.fromEntries(given),
        source: source.trim(),
      });
      done();
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
      <FormField
        name="validFrom"
        label={t('finance.terms.validFrom')}
        value={validFrom}
        change={setValidFrom}
        fault={fault(right.validFrom)}
        numeric={false}
      />
      <FormField name="daysToPay" label={t('finance.terms.daysToPay')} value={days} change={setDays} fault={fault(right.days)} numeric />
      <p className={styles.note}>{t('finance.terms.ratesNote')}</p>
      {TAX_ITEMS.map((item) => (
        <FormField
          key={item}
          name={item}
          label={t('finance.terms.rate', { item: t(`reports.taxItem.${item}`) })}
          value={rates[item] ?? ''}
          change={(value) => setRates({ ...rates, [item]: value })}
          fault={fault(isRight(item))}
          numeric
        />
      ))}
      <FormField
        name="source"
        label={t('finance.terms.source')}
        value={source}
        change={setSource}
        fault={fault(right.source)}
        numeric={false}
      />
      {failure === null ? null : <p role="alert">{t(`failed.${failure}`)}</p>}
      <Button type="submit" primary>
        {t('finance.terms.save')}
      </Button>
    </form>
  );
}
