'use client';

import { useState } from 'react';
import { useBoardField } from '../../live/use-board.ts';
import { Forecast } from '../../my/why/Forecast.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { askAccounts } from '../../rpc/api.ts';
import { askWhatIf, type WhatIfChoices } from '../../rpc/explain-api.ts';
import type { AccountLine } from '../../rpc/shapes.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { monthOf } from '../calendar.ts';
import { ListPage } from '../ListPage.tsx';
import { PickField } from '../PickField.tsx';
import { AreaChoice } from './AreaChoice.tsx';
import { DemandWhatIf } from './DemandWhatIf.tsx';
import { spanBack } from './span.ts';
import { TariffWhatIf } from './TariffWhatIf.tsx';
import styles from './WhatIf.module.css';

const WITH = ['tariff', 'area', 'demand'] as const;
type With = (typeof WITH)[number];
const SPANS = ['3', '6', '12'] as const;

/** Past months under another price: whose, how many, compared with what. */
export function WhatIf({ park }: { readonly park: string }) {
  const today = useBoardField({ type: 'park', park }, ({ day }) => day);
  const choices = useQuery(`whatIf ${park}`, (signal) => askWhatIf(park, signal));
  const accounts = useQuery(`accounts ${park}`, (signal) => askAccounts(park, signal));
  if (choices.type === 'failed') return <Failed failure={choices.failure} again={choices.again} />;
  if (accounts.type === 'failed') return <Failed failure={accounts.failure} again={accounts.again} />;
  if (!today || choices.type === 'loading' || accounts.type === 'loading') return <TableBones />;
  return <Shown park={park} month={monthOf(today)} choices={choices.data} accounts={accounts.data} />;
}

interface ShownProps {
  readonly park: string;
  /** The running month. */
  readonly month: string;
  readonly choices: WhatIfChoices;
  readonly accounts: readonly AccountLine[];
}

function Shown({ park, month, choices, accounts }: ShownProps) {
  const t = useWords();
  const nameOf = useNames();
  const [account, setAccount] = useState('');
  const [months, setMonths] = useState<string>('12');
  const [comparison, setComparison] = useState<With>('tariff');
  const [tariff, setTariff] = useState(choices.tariffs[0]?.code ?? '');
  const [area, setArea] = useState({ code: '', customers: '' });
  const span = spanBack(month, Number(months));
  const scope = { park, ...(account === '' ? {} : { account }), ...span };
  return (
    <ListPage title={t('nav.whatif')} note={t('whatIf.note')}>
      <section className={styles.ask}>
        <PickField
          label={t('whatIf.who')}
          chosen={account}
          choose={setAccount}
          choices={[
            { value: '', word: t('whatIf.everyone') },
            ...accounts.map(({ code, name }) => ({ value: code, word: `${nameOf(name)} · ${code}` })),
          ]}
        />
        <Choice
          label={t('whatIf.months')}
          chosen={months}
          choose={setMonths}
          choices={SPANS.map((n) => ({ value: n, word: t('whatIf.last', { n }) }))}
        />
        <Choice
          label={t('whatIf.compareWith')}
          chosen={comparison}
          choose={(value) => setComparison(WITH.find((one) => one === value) ?? 'tariff')}
          choices={WITH.map((value) => ({ value, word: t(`whatIf.with.${value}`) }))}
        />
        {comparison === 'tariff' ? (
          <PickField
            label={t('whatIf.tariff')}
            chosen={tariff}
            choose={setTariff}
            choices={choices.tariffs.map(({ code, name }) => ({ value: code, word: nameOf(name) }))}
          />
        ) : null}
        {comparison === 'area' ? <AreaChoice areas={choices.areas} chosen={area} choose={setArea} /> : null}
      </section>
      {comparison === 'tariff' && tariff !== '' ? <TariffWhatIf question={{ ...scope, tariff }} /> : null}
      {comparison === 'area' && area.code !== '' ? (
        <TariffWhatIf question={{ ...scope, area: area.code, ...(area.customers === '' ? {} : { customers: area.customers }) }} />
      ) : null}
      {comparison === 'demand' ? <DemandWhatIf scope={{ park, account, ...span }} /> : null}
      {account === '' ? null : <Forecast account={`${park}:${account}`} />}
    </ListPage>
  );
}
