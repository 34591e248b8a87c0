import type { Period } from '#domain/tariff/tariff.ts';
import { exactText } from '../../format/exact.ts';
import type { OpenVersion } from '../../rpc/explain-api.ts';
import { useNames, useWords } from '../../words/use-words.ts';
import styles from './Facts.module.css';

interface Props {
  readonly version: OpenVersion;
  readonly period: Period | null;
}

/** The prices in force then, part by part, and the document they come from. */
export function VersionFacts({ version, period }: Props) {
  const t = useWords();
  const nameOf = useNames();
  const { validFrom, validTo } = version;
  return (
    <section className={styles.facts}>
      <h2>
        {nameOf(version.name)}{' '}
        <small>{validTo === null ? t('why.inForce', { from: validFrom }) : t('why.inForceTo', { from: validFrom, to: validTo })}</small>
      </h2>
      <dl>
        {version.components.map(({ code, name, prices }) => (
          <div key={code}>
            <dt>{nameOf(name)}</dt>
            <dd>{exactText(prices[period ?? 'flat'])}</dd>
          </div>
        ))}
        <div>
          <dt>{t('why.source')}</dt>
          <dd>{version.source}</dd>
        </div>
      </dl>
    </section>
  );
}
