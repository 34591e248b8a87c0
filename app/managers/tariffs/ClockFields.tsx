import { Button } from '../../parts/Button.tsx';
import { useWords } from '../../words/use-words.ts';
import { PickField } from '../PickField.tsx';
import { FormField } from '../quarantine/FormField.tsx';
import { DAY_KINDS, type VectorDayText, type VectorText } from './edit-version.ts';
import styles from './Form.module.css';
import type { FaultAt } from './use-fault-text.ts';

interface Props {
  readonly vector: VectorText | null;
  readonly validFrom: string;
  readonly change: (vector: VectorText | null) => void;
  readonly faultAt: FaultAt;
}

/** Stretches of days that a person types; a contract with a price for each day has them from its file, and they stay. */
const DAYS_SHOWN = 12;

/** Prices by the clock, from a market contract: 24, 48 or 96 a day, pasted from a sheet. */
export function ClockFields({ vector, validFrom, change, faultAt }: Props) {
  const t = useWords();
  const day: VectorDayText = { from: validFrom, to: '', dayKind: 'anyDay', prices: '' };
  if (vector === null)
    return (
      <div>
        <Button onPress={() => change({ code: 'market', zh: '零售电价', en: 'Market price', days: [day] })}>{t('tariffs.addClock')}</Button>
      </div>
    );
  const put = (i: number, next: Partial<VectorDayText>) =>
    change({ ...vector, days: vector.days.map((one, place) => (place === i ? { ...one, ...next } : one)) });
  return (
    <div className={styles.list}>
      <div className={styles.fields}>
        <FormField
          name="clockCode"
          label={t('tariffs.code')}
          value={vector.code}
          change={(code) => change({ ...vector, code })}
          fault={faultAt('vectors[0].code')}
        />
        <FormField
          name="clockZh"
          label={t('tariffs.nameZh')}
          value={vector.zh}
          change={(zh) => change({ ...vector, zh })}
          fault={faultAt('vectors[0].name.zh')}
        />
        <FormField
          name="clockEn"
          label={t('tariffs.nameEn')}
          value={vector.en}
          change={(en) => change({ ...vector, en })}
          fault={faultAt('vectors[0].name.en')}
        />
      </div>
      {vector.days.slice(0, DAYS_SHOWN).map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stretches are their places while their days are typed
        <fieldset key={i} className={styles.item} aria-label={`${t('tariffs.clock')} ${i + 1}`}>
          <div className={styles.fields}>
            <FormField
              name={`clockFrom${i}`}
              label={t('tariffs.clockFrom')}
              value={one.from}
              change={(from) => put(i, { from })}
              fault={faultAt(`vectors[0].days[${i}].from`)}
            />
            <FormField
              name={`clockTo${i}`}
              label={t('tariffs.clockTo')}
              value={one.to}
              change={(to) => put(i, { to })}
              fault={faultAt(`vectors[0].days[${i}].to`)}
            />
            <PickField
              label={t('tariffs.days')}
              chosen={one.dayKind}
              choose={(value) => put(i, { dayKind: DAY_KINDS.find((kind) => kind === value) ?? 'anyDay' })}
              choices={DAY_KINDS.map((value) => ({ value, word: t(`tariffs.dayKind.${value}`) }))}
            />
          </div>
          <FormField
            name={`clockPrices${i}`}
            rows={3}
            label={t('tariffs.clockPrices')}
            hint={t('tariffs.clockNote')}
            value={one.prices}
            change={(prices) => put(i, { prices })}
            fault={faultAt(`vectors[0].days[${i}].prices`) ?? ownFault(faultAt, i)}
          />
        </fieldset>
      ))}
      {vector.days.length > DAYS_SHOWN ? <p>{t('tariffs.clockMore', { n: vector.days.length - DAYS_SHOWN })}</p> : null}
      <p className={styles.fault}>{vector.days.length === 0 ? faultAt('vectors[0].days') : null}</p>
      <div className={styles.acts}>
        <Button onPress={() => change({ ...vector, days: [...vector.days, day] })}>{t('tariffs.addClockDay')}</Button>
        <Button onPress={() => change(null)}>{t('tariffs.dropClock')}</Button>
      </div>
    </div>
  );
}

/** Of a stretch as a whole, or (told at the first) of days that none of them covers. */
const ownFault = (faultAt: FaultAt, i: number): string | null => {
  const inside = ['from', 'to'].some((field) => faultAt(`vectors[0].days[${i}].${field}`) !== null);
  if (inside) return null;
  return faultAt(`vectors[0].days[${i}]`) ?? (i === 0 ? faultAt('vectors[0].days') : null);
};
