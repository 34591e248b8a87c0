import { Button } from '../../parts/Button.tsx';
import { useWords } from '../../words/use-words.ts';
import { NEW_RULE, type RuleText } from './edit-version.ts';
import styles from './Form.module.css';
import { RuleLine } from './RuleLine.tsx';
import type { FaultAt } from './use-fault-text.ts';

interface Props {
  readonly rules: readonly RuleText[];
  readonly change: (rules: readonly RuleText[]) => void;
  readonly faultAt: FaultAt;
}

/** The period table, a line a rule: which period, when in the day, on which days. */
export function RulesFields({ rules, change, faultAt }: Props) {
  const t = useWords();
  return (
    <div className={styles.rules}>
      {rules.map((rule, i) => (
        <RuleLine
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a table are their places
          key={i}
          rule={rule}
          i={i}
          put={(next) => change(rules.map((one, place) => (place === i ? { ...one, ...next } : one)))}
          drop={() => change(rules.filter((_, place) => place !== i))}
          faultAt={faultAt}
        />
      ))}
      <div>
        <Button onPress={() => change([...rules, NEW_RULE])}>{t('tariffs.addRule')}</Button>
      </div>
    </div>
  );
}
