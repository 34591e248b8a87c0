import type { Period } from '#domain/tariff/tariff.ts';
import { Button } from '../../parts/Button.tsx';
import { useWords } from '../../words/use-words.ts';
import { FormField } from '../quarantine/FormField.tsx';
import { type ComponentText, NEW_COMPONENT } from './edit-version.ts';
import styles from './Form.module.css';
import { deliveredOf, periodsOf, priceText } from './price-rows.ts';
import type { FaultAt } from './use-fault-text.ts';

interface Props {
  readonly components: readonly ComponentText[];
  readonly rules: readonly { readonly period: Period }[];
  readonly change: (components: readonly ComponentText[]) => void;
  readonly faultAt: FaultAt;
}

/** The price of each component in each period that the rules name; an empty one follows flat. */
export function PricesFields({ components, rules, change, faultAt }: Props) {
  const t = useWords();
  const periods = periodsOf(rules);
  const put = (i: number, next: Partial<ComponentText>) =>
    change(components.map((one, place) => (place === i ? { ...one, ...next } : one)));
  return (
    <div className={styles.list}>
      {components.map((component, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a component has no other name while its code is typed
        <fieldset key={i} className={styles.item}>
          <legend>{component.zh || component.en || component.code || t('tariffs.component')}</legend>
          <div className={styles.names}>
            <FormField
              name={`code${i}`}
              label={t('tariffs.code')}
              value={component.code}
              change={(code) => put(i, { code })}
              fault={faultAt(`components[${i}].code`)}
            />
            <FormField
              name={`zh${i}`}
              label={t('tariffs.nameZh')}
              value={component.zh}
              change={(zh) => put(i, { zh })}
              fault={faultAt(`components[${i}].name.zh`)}
            />
            <FormField
              name={`en${i}`}
              label={t('tariffs.nameEn')}
              value={component.en}
              change={(en) => put(i, { en })}
              fault={faultAt(`components[${i}].name.en`)}
            />
          </div>
          <div className={styles.prices}>
            {periods.map((period) => (
              <div key={period} className={styles.price} style={{ borderColor: `var(--${period})` }}>
                <FormField
                  name={`price${i}${period}`}
                  label={t(`period.${period}`)}
                  value={component.prices[period]}
                  change={(value) => put(i, { prices: { ...component.prices, [period]: value } })}
                  fault={faultAt(`components[${i}].prices.${period}`)}
                  numeric
                />
              </div>
            ))}
          </div>
          {components.length > 1 ? (
            <button
              type="button"
              className={styles.drop}
              aria-label={t('tariffs.dropComponent', { name: component.code })}
              onClick={() => change(components.filter((_, place) => place !== i))}
            >
              ×
            </button>
          ) : null}
        </fieldset>
      ))}
      {components.length > 1 ? (
        <p className={styles.sum}>
          <span>{t('tariffs.delivered')}</span>
          {periods.map((period) => (
            <span key={period}>
              <i style={{ background: `var(--${period})` }} /> {t(`period.${period}`)} <b>{sumText(deliveredOf(components, period))}</b>
            </span>
          ))}
        </p>
      ) : null}
      <div>
        <Button onPress={() => change([...components, NEW_COMPONENT])}>{t('tariffs.addComponent')}</Button>
      </div>
    </div>
  );
}

const sumText = (yuan: string | null): string => (yuan === null ? '–' : priceText(yuan));
