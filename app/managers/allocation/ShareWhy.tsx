'use client';

import type { ShareStepText } from '#domain/allocation/share.ts';
import { fen } from '#domain/units/money.ts';
import { fenOf, yuanGrouped } from '../../format/money.ts';
import { Notice } from '../../parts/Notice.tsx';
import type { AllocationMonth, ShareLine } from '../../rpc/allocation-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { PageHead } from '../PageHead.tsx';
import { amountText, bearersOf, compareFen, fenText, kWhText, shareOfWeights, weightText } from './figures.ts';
import { RemainderCard } from './RemainderCard.tsx';
import styles from './ShareWhy.module.css';
import type { AllocationNames } from './use-allocation-names.ts';

interface Props {
  /** Null: the landlord. */
  readonly account: string | null;
  readonly month: string;
  readonly shares: readonly ShareLine[];
  readonly of: Pick<AllocationMonth, 'run' | 'pools'>;
  readonly names: AllocationNames;
  readonly up: string;
}

/** Every share of one account in a month: of what, by what, and what rounding brought. */
export function ShareWhy({ account, month, shares, of: { run, pools }, names, up }: Props) {
  const t = useWords();
  const [sum] = bearersOf(shares);
  return (
    <article className={styles.page}>
      <PageHead title={names.account(account)} note={account ?? ''} up={{ href: up, word: `${t('nav.allocation')} ${month}` }}>
        {sum ? (
          <p className={styles.sum}>
            {kWhText(sum.wh)} kWh <b>{fenText(sum.amount)}</b> {t('unit.yuan')}
          </p>
        ) : null}
      </PageHead>
      {shares.length === 0 ? <Notice title={t('allocation.bearsNothing')} text={t('allocation.bearsNothingNext')} /> : null}
      <div className={styles.cards}>
        {dearestFirst(shares).map((share) => (
          <Card
            key={[share.group, share.kind, share.via].join('|')}
            title={t(`allocation.kind.${share.kind}`)}
            note={share.via === null ? names.node(share.group) : `${names.node(share.group)} → ${names.node(share.via)}`}
            tools={
              <span className={styles.amount}>
                {share.wh === null ? null : `${kWhText(share.wh)} kWh`} {share.yuan === null ? null : <b>{yuanGrouped(share.yuan)}</b>}
              </span>
            }
          >
            <Steps steps={share.energySteps} unit="wh" />
            <Steps steps={share.moneySteps} unit="fen" />
          </Card>
        ))}
        {run === null ? null : <RemainderCard run={run} pools={pools} />}
      </div>
      <p className={styles.note}>{t('allocation.remainderRule')}</p>
    </article>
  );
}

const dearestFirst = (shares: readonly ShareLine[]): readonly ShareLine[] =>
  shares.toSorted((a, b) => compareFen(fen(fenOf(b.yuan ?? '0')), fen(fenOf(a.yuan ?? '0'))) || (b.wh ?? 0) - (a.wh ?? 0));

function Steps({ steps, unit }: { readonly steps: readonly ShareStepText[] | null; readonly unit: 'wh' | 'fen' }) {
  const t = useWords();
  if (steps === null) return null;
  return (
    <ol className={styles.steps}>
      {steps.map((step) => {
        const { basis, weight, weights, of, floor, remainder, rank, extras, extra } = step;
        return (
          <li key={`${basis} ${of} ${weights}`}>
            <p>
              {amountText(of, unit)} × {weightText(weight, basis)} / {weightText(weights, basis)}{' '}
              <small>
                {t(`allocation.basis.${basis}`)} · {t(`allocation.weightUnit.${basis}`)} · {shareOfWeights(weight, weights)} %
              </small>
            </p>
            <p>
              = {amountText(of.startsWith('-') && floor !== '0' ? `-${floor}` : floor, unit)}
              {remainder === '0' ? null : (
                <small> {t(`allocation.extra.${extra ? unit : 'none'}`, { rank, extras, remainder: percentOf(remainder, weights) })}</small>
              )}
            </p>
          </li>
        );
      })}
    </ol>
  );
}

/** What of a unit was left over, in hundredths of it. */
const percentOf = (remainder: string, weights: string): string =>
  `0.${((BigInt(remainder) * 100n) / BigInt(weights)).toString().padStart(2, '0')}`;
