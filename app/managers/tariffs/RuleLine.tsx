import { useState } from 'react';
import { PERIODS } from '../../format/periods.ts';
import { Icon } from '../../shell/Icon.tsx';
import { useWords } from '../../words/use-words.ts';
import { PickField } from '../PickField.tsx';
import { FormField } from '../quarantine/FormField.tsx';
import { DAY_KINDS, type RuleText } from './edit-version.ts';
import styles from './Form.module.css';
import type { FaultAt } from './use-fault-text.ts';

interface Props {
  readonly rule: RuleText;
  /** Its place in the table. */
  readonly i: number;
  readonly put: (next: Partial<RuleText>) => void;
  readonly drop: () => void;
  readonly faultAt: FaultAt;
}

/** A rule as one line; its fields open where it is to be changed, where it is new, and where something is wrong with it. */
export function RuleLine({ rule, i, put, drop, faultAt }: Props) {
  const t = useWords();
  const [opened, setOpened] = useState(rule.hours === '');
  const open = opened || faultAt(`rules[${i}]`) !== null;
  const when = [
    rule.months === ''
      ? ''
      : t('tariffs.inMonths', {
          months: rule.months
            .trim()
            .split(/[\s,，、]+/)
            .join(', '),
        }),
    rule.dates,
    rule.dayKind === 'anyDay' ? '' : t(`tariffs.dayKind.${rule.dayKind}`),
    rule.holidays,
  ].filter((text) => text !== '');
  return (
    <fieldset className={styles.rule} style={{ borderColor: `var(--${rule.period})` }} aria-label={`${t('tariffs.rules')} ${i + 1}`}>
      <button type="button" className={styles.line} aria-expanded={open} onClick={() => setOpened(!open)}>
        <b>{t(`period.${rule.period}`)}</b>
        <span>{rule.hours}</span>
        <small>{when.join(' · ')}</small>
        <Icon name="chevron" />
      </button>
      <button type="button" className={styles.drop} aria-label={t('tariffs.dropRule', { n: i + 1 })} onClick={drop}>
        ×
      </button>
      {open ? (
        <div className={styles.fields}>
          <PickField
            label={t('tariffs.period')}
            chosen={rule.period}
            choose={(value) => put({ period: PERIODS.find((one) => one === value) ?? 'flat' })}
            choices={PERIODS.map((value) => ({ value, word: t(`period.${value}`) }))}
          />
          <FormField
            name={`hours${i}`}
            label={t('tariffs.hours')}
            value={rule.hours}
            change={(hours) => put({ hours })}
            fault={faultAt(`rules[${i}].ranges`)}
            hint={t('tariffs.hoursHint')}
          />
          <FormField
            name={`months${i}`}
            label={t('tariffs.months')}
            value={rule.months}
            change={(months) => put({ months })}
            fault={faultAt(`rules[${i}].months`)}
            hint={t('tariffs.monthsHint')}
          />
          <PickField
            label={t('tariffs.days')}
            chosen={rule.dayKind}
            choose={(value) =>
              put({ dayKind: DAY_KINDS.find((one) => one === value) ?? 'anyDay', ...(value === 'holiday' ? {} : { holidays: '' }) })
            }
            choices={DAY_KINDS.map((value) => ({ value, word: t(`tariffs.dayKind.${value}`) }))}
          />
          <FormField
            name={`dates${i}`}
            label={t('tariffs.dates')}
            value={rule.dates}
            change={(dates) => put({ dates })}
            fault={faultAt(`rules[${i}].dates`)}
            hint={t('tariffs.datesHint')}
          />
          {rule.dayKind === 'holiday' ? (
            <FormField
              name={`holidays${i}`}
              label={t('tariffs.holidays')}
              value={rule.holidays}
              change={(holidays) => put({ holidays })}
              fault={faultAt(`rules[${i}].holidayNames`)}
              hint={t('tariffs.holidaysHint')}
            />
          ) : null}
        </div>
      ) : null}
    </fieldset>
  );
}
