'use client';

import type { Finding } from '#domain/lawful-price/finding.ts';
import type { Period } from '#domain/tariff/tariff.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { askLawful, type OfMonth } from '../../rpc/allocation-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { type Translate, useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import styles from './LawfulCard.module.css';

interface Props {
  readonly of: OfMonth;
  /** Changes when the month is computed again. */
  readonly computedAt: number;
}

/** The rules on passing electricity on, each with the figures compared and its document. */
export function LawfulCard({ of, computedAt }: Props) {
  const t = useWords();
  const query = useQuery(`lawful ${of.park} ${of.month} ${computedAt}`, (signal) => askLawful(of, signal));
  return (
    <Card title={t('lawfulPrice.title')} note={t('lawfulPrice.note')}>
      {query.type === 'loading' ? <Bone height="10em" /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' ? <Findings findings={query.data} /> : null}
    </Card>
  );
}

/** What is broken or unknown is read; what is kept is one line until it is asked for. */
function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const t = useWords();
  const kept = findings.filter(({ outcome }) => outcome === 'kept');
  const rest = findings.filter(({ outcome }) => outcome !== 'kept');
  return (
    <>
      <LawfulRows findings={rest} />
      {kept.length === 0 ? null : (
        <details className={styles.kept}>
          <summary>{t('lawfulPrice.kept', { n: kept.length })}</summary>
          <LawfulRows findings={kept} />
        </details>
      )}
    </>
  );
}

/** Findings one by one; the page of bills shows those that hold it back. */
export function LawfulRows({ findings }: { readonly findings: readonly Finding[] }) {
  const t = useWords();
  return (
    <ul className={styles.rows}>
      {findings.map((finding) => (
        <Row key={finding.id} finding={finding} t={t} />
      ))}
    </ul>
  );
}

const PERIODS: readonly Period[] = ['deepValley', 'valley', 'flat', 'peak', 'criticalPeak'];
const MARK = { kept: '✓', broken: '✕', unknown: '?' } as const;

function Row({ finding, t }: { readonly finding: Finding; readonly t: Translate }) {
  const { id, severity, outcome, document } = finding;
  // Nothing is beyond a rule that is kept.
  const figures = finding.figures.filter(({ name }) => name !== 'excess' || outcome === 'broken');
  return (
    <li data-outcome={outcome} data-severity={severity}>
      <b className={styles.mark} aria-hidden="true">
        {MARK[outcome]}
      </b>
      <div>
        <p>
          <span className="unseen">{t(`lawfulPrice.outcome.${outcome}`)}: </span>
          {t(`lawfulPrice.${id}.${outcome}`)} {outcome === 'broken' ? <b>{t(`lawfulPrice.severity.${severity}`)}</b> : null}
        </p>
        {figures.length === 0 ? null : (
          <p className={styles.figures}>
            {figures.map(({ name, value, unit }) => (
              <span key={name}>
                {t(`lawfulPrice.figure.${name}`)} {valueText(value, t)}
                {unit === null ? '' : ` ${unitText(unit, t)}`}
              </span>
            ))}
          </p>
        )}
        <small>
          {id} · {document}
        </small>
      </div>
    </li>
  );
}

type Unit = Exclude<Finding['figures'][number]['unit'], null>;

const unitText = (unit: Unit, t: Translate): string =>
  unit === 'yuan' ? t('unit.yuan') : unit === 'yuan/kWh' ? t('unit.yuanPerKWh') : unit;

/** Decimals grouped; a period by its name; codes and days as they are. */
const valueText = (value: string, t: Translate): string => {
  const period = PERIODS.find((one) => one === value);
  if (period) return t(`period.${period}`);
  const [, sign, whole, rest] = /^(-?)(\d+)(\.\d+)$/.exec(value) ?? [];
  return whole === undefined ? value : `${sign === '-' ? '−' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest}`;
};
