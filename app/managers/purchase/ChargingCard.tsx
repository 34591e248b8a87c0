'use client';

import { useState } from 'react';
import type { ResaleMethod, ResaleRule, ResaleWay } from '#domain/allocation/rules.ts';
import { Button } from '../../parts/Button.tsx';
import type { OfMonth } from '../../rpc/allocation-api.ts';
import { failureOf } from '../../rpc/client.ts';
import { saveResale } from '../../rpc/purchase-api.ts';
import { useWords } from '../../words/use-words.ts';
import { SharedPriceField } from '../allocation/SharedPriceField.tsx';
import { Card } from '../Card.tsx';
import { PickField } from '../PickField.tsx';
import { FormField } from '../quarantine/FormField.tsx';
import styles from './Purchase.module.css';

interface Props {
  readonly of: OfMonth;
  readonly resale: ResaleRule;
  readonly frozen: boolean;
  readonly onDone: (text: string, refused?: boolean) => void;
}

const WAYS: readonly ResaleWay[] = ['gridPrice', 'actualBill'];
const METHODS: readonly ResaleMethod[] = ['tariff', 'composite', 'period', 'interval'];
const PPM_OF_PERCENT = 10_000;

/** Which lawful way the park goes, and whether postpaid tenants pay shares of the bills: a dated rule. */
export function ChargingCard({ of, resale, frozen, onDone }: Props) {
  const t = useWords();
  const [rule, setRule] = useState(resale);
  const [percent, setPercent] = useState(String(resale.exportSharePpm / PPM_OF_PERCENT));
  const method = rule.way === 'gridPrice' ? 'tariff' : rule.method;
  const save = async () => {
    try {
      const exportSharePpm = Math.round(Number(percent) * PPM_OF_PERCENT);
      // What shared energy costs is asked where tenants pay tariffs and share the bill, and not kept beside anything else.
      const { sharedPrice, ...rest } = rule;
      const priced = rule.way === 'actualBill' && method === 'tariff' && sharedPrice !== undefined ? { sharedPrice } : {};
      const answer = await saveResale(of, { ...rest, ...priced, method, exportSharePpm });
      if (answer.type === 'faults') onDone(t('purchase.refused'), true);
      else onDone(t('purchase.saved', { month: of.month }));
    } catch (error) {
      onDone(t(`failed.${failureOf(error)}`), true);
    }
  };
  return (
    <Card title={t('purchase.charging')} note={t('purchase.chargingNote', { month: of.month })} folds>
      <div className={styles.fields}>
        <PickField
          label={t('purchase.way')}
          chosen={rule.way}
          choose={(way) => setRule({ ...rule, way: WAYS.find((one) => one === way) ?? rule.way })}
          choices={WAYS.map((way) => ({ value: way, word: t(`purchase.ways.${way}`) }))}
        />
        {rule.way === 'gridPrice' ? null : (
          <>
            <PickField
              label={t('purchase.method')}
              chosen={method}
              choose={(chosen) => setRule({ ...rule, method: METHODS.find((one) => one === chosen) ?? rule.method })}
              choices={METHODS.map((one) => ({ value: one, word: t(`purchase.methods.${one}`) }))}
            />
            {method === 'tariff' ? (
              <>
                <SharedPriceField resale={rule} change={setRule} />
                <p className={styles.none}>{t('allocation.sharedPriceHint')}</p>
              </>
            ) : (
              <>
                <p className={styles.none}>{t('purchase.methodHint')}</p>
                <FormField name="exportShare" label={t('purchase.exportShare')} value={percent} change={setPercent} fault={null} numeric />
              </>
            )}
          </>
        )}
        <PickField
          label={t('purchase.sharedInFees')}
          chosen={rule.sharedInFees ? 'yes' : 'no'}
          choose={(chosen) => setRule({ ...rule, sharedInFees: chosen === 'yes' })}
          choices={[
            { value: 'no', word: t('purchase.no') },
            { value: 'yes', word: t('purchase.yes') },
          ]}
        />
        {frozen ? null : (
          <p className={styles.acts}>
            <Button onPress={() => void save()}>{t('purchase.save')}</Button>
          </p>
        )}
      </div>
    </Card>
  );
}
