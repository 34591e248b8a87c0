'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { type Failure, failureOf } from '../../rpc/client.ts';
import { askLateFeeTerms, type LateFeeTerms, setLateFeeTerms } from '../../rpc/finance-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { FormField } from '../quarantine/FormField.tsx';
import { DatedTermsCard } from './DatedTermsCard.tsx';
import styles from './Finance.module.css';
import { percentOfPpm, ppmOfPercent } from './ppm.ts';

/** What the park charges for paying late, and the form that sets it. */
export function LateFeeCard({ park }: { readonly park: string }) {
  const t = useWords();
  const query = useQuery(`late fee terms ${park}`, (signal) => askLateFeeTerms(park, signal));
  const cap = ({ capPpm }: LateFeeTerms) =>
    capPpm === null ? t('finance.lateFee.noCap') : t('finance.lateFee.cap', { cap: percentOfPpm(capPpm) });
  return (
    <DatedTermsCard
      park={park}
      query={query}
      words={{
        title: t('finance.lateFee.title'),
        hint: t('finance.lateFee.hint'),
        change: t('finance.lateFee.change'),
        none: t('finance.lateFee.none'),
      }}
      tell={(terms) => ({
        text: t('finance.lateFee.rate', { daily: percentOfPpm(terms.dailyPpm), later: percentOfPpm(terms.carriedOverPpm) }),
        small: `${cap(terms)} · ${terms.source}`,
        from: t('finance.lateFee.from', { day: terms.validFrom }),
      })}
      form={(before, done) => <Form park={park} before={before} done={done} />}
    />
  );
}

interface FormProps {
  readonly park: string;
  readonly before: LateFeeTerms | undefined;
  readonly done: () => void;
}

const FIELDS = ['validFrom', 'daily', 'later', 'grace', 'capField', 'source'] as const;
type Field = (typeof FIELDS)[number];
const NUMERIC: ReadonlySet<Field> = new Set(['daily', 'later', 'grace', 'capField']);

function Form({ park, before, done }: FormProps) {
  const t = useWords();
  const [typed, type] = useState<Readonly<Record<Field, string>>>({
    validFrom: '',
    daily: before ? percentOfPpm(before.dailyPpm) : '0.2',
    later: before ? percentOfPpm(before.carriedOverPpm) : '0.3',
    grace: String(before?.graceDays ?? 0),
    capField: before ? (before.capPpm === null ? '' : percentOfPpm(before.capPpm)) : '100',
    source: before?.source ?? '',
  });
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const cap = typed.capField.trim() === '' ? null : ppmOfPercent(typed.capField);
  const right: Readonly<Record<Field, boolean>> = {
    validFrom: /^\d{4}-\d{2}-\d{2}$/.test(typed.validFrom.trim()),
    daily: ppmOfPercent(typed.daily) !== null,
    later: ppmOfPercent(typed.later) !== null,
    grace: /^\d{1,3}$/.test(typed.grace.trim()),
    capField: typed.capField.trim() === '' || cap !== null,
    source: typed.source.trim().length > 1,
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!FIELDS.every((field) => right[field])) return;
    try {
      await setLateFeeTerms({
        park,
        validFrom: typed.validFrom.trim(),
        dailyPpm: ppmOfPercent(typed.daily) ?? 0,
        carriedOverPpm: ppmOfPercent(typed.later) ?? 0,
        graceDays: Number(typed.grace),
        capPpm: cap,
        minimumYuan: before?.minimumYuan ?? '0',
        source: typed.source.trim(),
      });
      done();
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
      {FIELDS.map((field) => (
        <FormField
          key={field}
          name={field}
          label={t(`finance.lateFee.${field}`)}
          value={typed[field]}
          change={(value) => type({ ...typed, [field]: value })}
          fault={tried && !right[field] ? t('finance.lateFee.wrong') : null}
          numeric={NUMERIC.has(field)}
        />
      ))}
      {failure === null ? null : <p role="alert">{t(`failed.${failure}`)}</p>}
      <Button type="submit" primary>
        {t('finance.lateFee.save')}
      </Button>
    </form>
  );
}
