import { useState } from 'react';
import type { Period } from '#domain/tariff/tariff.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { FormField } from '../quarantine/FormField.tsx';
import type { ComponentText } from './edit-version.ts';
import styles from './Form.module.css';
import type { FaultAt } from './use-fault-text.ts';

interface Props {
  readonly component: ComponentText;
  /** Its place. */
  readonly i: number;
  readonly periods: readonly Period[];
  readonly put: (next: Partial<ComponentText>) => void;
  /** Null: the last one stays. */
  readonly drop: (() => void) | null;
  readonly faultAt: FaultAt;
}

/** A component's prices; its code and names open where they are new, at fault, or to be changed. */
export function ComponentFields({ component, i, periods, put, drop, faultAt }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const [opened, setOpened] = useState(component.code === '');
  const open = opened || faultAt(`components[${i}].code`) !== null || faultAt(`components[${i}].name`) !== null;
  const { code, zh, en, prices } = component;
  // Most cost the same all day: one field until someone asks for the others.
  const [floats, setFloats] = useState(periods.some((period) => period !== 'flat' && prices[period] !== ''));
  const shown =
    floats || periods.some((period) => faultAt(`components[${i}].prices.${period}`) !== null)
      ? periods
      : periods.filter((period) => period === 'flat');
  return (
    <fieldset className={styles.item}>
      <legend>
        {nameOf({ zh, en }) || code || t('tariffs.component')}{' '}
        <button type="button" className={styles.names} aria-expanded={open} onClick={() => setOpened(!open)}>
          {t('tariffs.names')}
        </button>
        {shown.length === periods.length ? null : (
          <button type="button" className={styles.names} onClick={() => setFloats(true)}>
            {t('tariffs.byPeriod')}
          </button>
        )}
      </legend>
      {open ? (
        <div className={styles.fields}>
          <FormField
            name={`code${i}`}
            label={t('tariffs.code')}
            value={code}
            change={(text) => put({ code: text })}
            fault={faultAt(`components[${i}].code`)}
          />
          <FormField
            name={`zh${i}`}
            label={t('tariffs.nameZh')}
            value={zh}
            change={(text) => put({ zh: text })}
            fault={faultAt(`components[${i}].name.zh`)}
          />
          <FormField
            name={`en${i}`}
            label={t('tariffs.nameEn')}
            value={en}
            change={(text) => put({ en: text })}
            fault={faultAt(`components[${i}].name.en`)}
          />
        </div>
      ) : null}
      <div className={styles.prices}>
        {shown.map((period) => (
          <div key={period} className={styles.price} style={{ borderColor: `var(--${period})` }}>
            <FormField
              name={`price${i}${period}`}
              label={t(`period.${period}`)}
              value={prices[period]}
              change={(value) => put({ prices: { ...prices, [period]: value } })}
              fault={faultAt(`components[${i}].prices.${period}`)}
              numeric
            />
          </div>
        ))}
      </div>
      {drop === null ? null : (
        <button
          type="button"
          className={styles.drop}
          aria-label={t('tariffs.dropComponent', { name: nameOf({ zh, en }) || code })}
          onClick={drop}
        >
          ×
        </button>
      )}
    </fieldset>
  );
}
