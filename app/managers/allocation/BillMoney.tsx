'use client';

import type { OfMonth } from '../../rpc/allocation-api.ts';
import { useWords } from '../../words/use-words.ts';
import { ButtonLink } from '../ButtonLink.tsx';
import { Card } from '../Card.tsx';

/** The master's money where a purchase bill stands: it says it, and nobody types it in. */
export function BillMoney({ of: { park, month }, bill }: { readonly of: OfMonth; readonly bill: string }) {
  const t = useWords();
  return (
    <Card title={t('allocation.money')} note={t('unit.yuan')}>
      <p>{t('allocation.fromBill', { number: bill })}</p>
      <p>
        <ButtonLink href={`/parks/${encodeURIComponent(park)}/purchase?month=${month}`}>{t('nav.purchase')}</ButtonLink>
      </p>
    </Card>
  );
}
