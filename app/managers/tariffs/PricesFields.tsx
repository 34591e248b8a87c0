import type { Period } from '#domain/tariff/tariff.ts';
import { Button } from '../../parts/Button.tsx';
import { useWords } from '../../words/use-words.ts';
import { ComponentFields } from './ComponentFields.tsx';
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
        <ComponentFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a component has no other name while its code is typed
          key={i}
          component={component}
          i={i}
          periods={periods}
          put={(next) => put(i, next)}
          drop={components.length > 1 ? () => change(components.filter((_, place) => place !== i)) : null}
          faultAt={faultAt}
        />
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
