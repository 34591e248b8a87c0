'use client';

import { useState } from 'react';
import { yuanGrouped } from '../../format/money.ts';
import { grouped } from '../../format/quantity.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { askDemandCompared, type DemandCompared } from '../../rpc/explain-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useTheme } from '../../shell/use-theme.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { FormField } from '../quarantine/FormField.tsx';
import { Bars } from './MonthBars.tsx';
import styles from './Table.module.css';
import { Verdict } from './Verdict.tsx';
import own from './WhatIf.module.css';

interface Props {
  readonly scope: { readonly park: string; readonly account: string; readonly from: string; readonly to: string };
}

const MODES = ['capacity', 'contract', 'actual'] as const;
const WHOLE = /^[1-9]\d{0,6}$/;
const YUAN = /^\d{1,6}(\.\d{1,8})?$/;

/** Capacity against demand: by what is connected, by a contract, by what was drawn. */
export function DemandWhatIf({ scope }: Props) {
  const t = useWords();
  const [terms, setTerms] = useState({ capacity: '1000', contract: '', perKVA: '28', perKW: '42' });
  const change = (name: keyof typeof terms) => (value: string) => setTerms({ ...terms, [name]: value.trim() });
  const wrong = (value: string, pattern: RegExp): string | null => (pattern.test(value) ? null : t('whatIf.wrong'));
  const faults = {
    capacity: wrong(terms.capacity, WHOLE),
    contract: terms.contract === '' ? null : wrong(terms.contract, WHOLE),
    perKVA: wrong(terms.perKVA, YUAN),
    perKW: wrong(terms.perKW, YUAN),
  };
  return (
    <>
      <section className={own.terms}>
        <FormField
          name="capacity"
          label={t('whatIf.capacity')}
          value={terms.capacity}
          change={change('capacity')}
          fault={faults.capacity}
          numeric
        />
        <FormField name="perKVA" label={t('whatIf.perKVA')} value={terms.perKVA} change={change('perKVA')} fault={faults.perKVA} numeric />
        <FormField name="perKW" label={t('whatIf.perKW')} value={terms.perKW} change={change('perKW')} fault={faults.perKW} numeric />
        <FormField
          name="contract"
          label={t('whatIf.contract')}
          value={terms.contract}
          change={change('contract')}
          fault={faults.contract}
          hint={t('whatIf.contractHint')}
          numeric
        />
      </section>
      {scope.account === '' ? <Notice title={t('whatIf.chooseAccount')} /> : null}
      {scope.account !== '' && Object.values(faults).every((fault) => fault === null) ? <Asked scope={scope} terms={terms} /> : null}
    </>
  );
}

function Asked({ scope, terms }: Props & { readonly terms: Readonly<Record<'capacity' | 'contract' | 'perKVA' | 'perKW', string>> }) {
  const t = useWords();
  const question = {
    ...scope,
    capacityKVA: Number(terms.capacity),
    yuanPerKVA: terms.perKVA,
    yuanPerKW: terms.perKW,
    ...(terms.contract === '' ? {} : { contractKW: Number(terms.contract) }),
  };
  const query = useQuery(`demand ${JSON.stringify(question)}`, (signal) => askDemandCompared(question, signal));
  if (query.type === 'failed') return <Failed failure={query.failure} again={query.again} />;
  if (query.type === 'loading') return <Bone height="420px" />;
  if (query.data === null) return <Notice title={t('whatIf.noWindow')} text={t('whatIf.refusedNext')} />;
  return <Compared compared={query.data} />;
}

const KILO = 1_000;
const kW = (watts: number): string => grouped(watts / KILO, 1);

function Compared({ compared }: { readonly compared: NonNullable<DemandCompared> }) {
  const t = useWords();
  const theme = useTheme();
  const { months, totals, best, savingYuan, contractW, bestContractW } = compared;
  const dearest = MODES.map((mode) => totals[mode]).reduce((a, b) => (Number(a) >= Number(b) ? a : b));
  return (
    <>
      <Verdict savingYuan={savingYuan} ofYuan={dearest} note={t('whatIf.bestIs', { mode: t(`whatIf.mode.${best}`) })} />
      <Card title={t('whatIf.demandChart')} note="kW">
        <Bars
          labels={months.map(({ month }) => month)}
          values={months.map(({ maxDemandW }) => maxDemandW / KILO)}
          marks={null}
          lines={[{ value: contractW / KILO, label: kW(contractW), colour: theme.text[1] }]}
          tip={(i) => [months[i]?.month ?? '', `${t('whatIf.maxDemand')} ${kW(months[i]?.maxDemandW ?? 0)}`]}
          label={t('whatIf.demandChart')}
        />
      </Card>
      <Card
        title={`${t('whatIf.byMonth')} · ${t('unit.yuan')}`}
        note={t('whatIf.reckonedWith', { kw: kW(contractW), best: kW(bestContractW) })}
        folds
      >
        <table className={styles.table} data-three>
          <thead>
            <tr>
              <th scope="col">{t('whatIf.month')}</th>
              <th scope="col">{t('whatIf.maxDemand')}</th>
              {MODES.map((mode) => (
                <th key={mode} scope="col">
                  {t(`whatIf.mode.${mode}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {months.map((month) => (
              <tr key={month.month}>
                <th scope="row">
                  {month.month} {month.discounted ? <small>{t('whatIf.discounted')}</small> : null}
                </th>
                <td data-unit="kW">{kW(month.maxDemandW)}</td>
                {MODES.map((mode) => (
                  <td key={mode}>{yuanGrouped(month.yuan[mode])}</td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('whatIf.sum')}</th>
              <td />
              {MODES.map((mode) => (
                <td key={mode} data-best={mode === best}>
                  {yuanGrouped(totals[mode])}
                  {mode === best ? <small> {t('whatIf.best')}</small> : null}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </Card>
    </>
  );
}
