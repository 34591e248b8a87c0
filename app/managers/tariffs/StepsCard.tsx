import type { Step } from '../../rpc/tariffs-api.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { priceText } from './price-rows.ts';
import styles from './VersionCard.module.css';

/** What is used beyond a limit costs so much more: the tiers that hold now. */
export function StepsCard({ step, unit, today }: { readonly step: Step; readonly unit: string; readonly today: string }) {
  const t = useWords();
  const nameOf = useNames();
  const version = step.versions.findLast(({ from }) => from <= today) ?? step.versions[0];
  if (!version) return null;
  const limitText = (limit: string): string =>
    step.of === 'quota' ? t('tariffs.ofQuota', { limit }) : `${limit} ${unit.split('/')[1] ?? ''}`;
  const name = (i: number): string => {
    const limit = version.limits[i];
    const before = version.limits[i - 1];
    if (limit !== undefined) return t('tariffs.stepUpTo', { limit: limitText(limit) });
    return before === undefined ? t('tariffs.stepAll') : t('tariffs.stepBeyond', { limit: limitText(before) });
  };
  return (
    <Card
      title={`${t('tariffs.steps')} · ${nameOf(step.name)}`}
      note={`${t('tariffs.stepsNote', { window: t(`tariffs.window.${step.window}`) })} · ${t('tariffs.from', { from: version.from })}`}
    >
      <section className={styles.clock}>
        <ul>
          {version.surcharges.map((surcharge, i) => (
            <li key={name(i)}>
              <span>{name(i)}</span>
              <span>
                +<b>{priceText(surcharge)}</b> <small>{unit}</small>
              </span>
            </li>
          ))}
        </ul>
      </section>
    </Card>
  );
}
