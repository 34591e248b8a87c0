import { PERIODS } from '../../format/periods.ts';
import { Button } from '../../parts/Button.tsx';
import { useWords } from '../../words/use-words.ts';
import { PickField } from '../allocation/PickField.tsx';
import { FormField } from '../quarantine/FormField.tsx';
import { DAY_KINDS, NEW_RULE, type RuleText } from './edit-version.ts';
import styles from './Form.module.css';
import type { FaultAt } from './use-fault-text.ts';

interface Props {
  readonly rules: readonly RuleText[];
  readonly change: (rules: readonly RuleText[]) => void;
  readonly faultAt: FaultAt;
}

/** The period table, a line a rule: which period, when in the day, on which days. */
export function RulesFields({ rules, change, faultAt }: Props) {
  const t = useWords();
  const put = (i: number, next: Partial<RuleText>) => change(rules.map((one, place) => (place === i ? { ...one, ...next } : one)));
  return (
    <div className={styles.list}>
      {rules.map((rule, i) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a table are their places
          key={i}
          className={styles.rule}
          style={{ borderColor: `var(--${rule.period})` }}
          aria-label={`${t('tariffs.rules')} ${i + 1}`}
        >
          <PickField
            label={t('tariffs.period')}
            chosen={rule.period}
            choose={(value) => put(i, { period: PERIODS.find((one) => one === value) ?? 'flat' })}
            choices={PERIODS.map((value) => ({ value, word: t(`period.${value}`) }))}
          />
          <FormField
            name={`hours${i}`}
            label={t('tariffs.hours')}
            value={rule.hours}
            change={(hours) => put(i, { hours })}
            fault={faultAt(`rules[${i}].ranges`)}
            hint={i === 0 ? t('tariffs.hoursHint') : ''}
          />
          <FormField
            name={`months${i}`}
            label={t('tariffs.months')}
            value={rule.months}
            change={(months) => put(i, { months })}
            fault={faultAt(`rules[${i}].months`)}
            hint={i === 0 ? t('tariffs.monthsHint') : ''}
          />
          <PickField
            label={t('tariffs.days')}
            chosen={rule.dayKind}
            choose={(value) =>
              put(i, { dayKind: DAY_KINDS.find((one) => one === value) ?? 'anyDay', ...(value === 'holiday' ? {} : { holidays: '' }) })
            }
            choices={DAY_KINDS.map((value) => ({ value, word: t(`tariffs.dayKind.${value}`) }))}
          />
          {rule.dayKind === 'holiday' ? (
            <FormField
              name={`holidays${i}`}
              label={t('tariffs.holidays')}
              value={rule.holidays}
              change={(holidays) => put(i, { holidays })}
              fault={faultAt(`rules[${i}].holidayNames`)}
              hint={t('tariffs.holidaysHint')}
            />
          ) : (
            <FormField
              name={`dates${i}`}
              label={t('tariffs.dates')}
              value={rule.dates}
              change={(dates) => put(i, { dates })}
              fault={faultAt(`rules[${i}].dates`)}
              hint={i === 0 ? t('tariffs.datesHint') : ''}
            />
          )}
          <button
            type="button"
            className={styles.drop}
            aria-label={t('tariffs.dropRule', { n: i + 1 })}
            onClick={() => change(rules.filter((_, place) => place !== i))}
          >
            ×
          </button>
        </fieldset>
      ))}
      <div>
        <Button onPress={() => change([...rules, NEW_RULE])}>{t('tariffs.addRule')}</Button>
      </div>
    </div>
  );
}
