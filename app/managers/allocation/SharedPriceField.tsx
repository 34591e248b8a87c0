import type { ResaleRule, SharedPrice } from '#domain/allocation/rules.ts';
import { useWords } from '../../words/use-words.ts';
import { PickField } from '../PickField.tsx';

interface Props {
  readonly resale: ResaleRule;
  readonly change: (resale: ResaleRule) => void;
}

const PRICES: readonly SharedPrice[] = ['mean', 'remainder'];

/** What shared energy costs; asked where the actual bill is shared and tenants pay their tariff for their own use. */
export function SharedPriceField({ resale, change }: Props) {
  const t = useWords();
  if (resale.way === 'gridPrice' || resale.method !== 'tariff') return null;
  return (
    <PickField
      label={t('allocation.sharedPrice')}
      chosen={resale.sharedPrice ?? 'mean'}
      choose={(chosen) => change({ ...resale, sharedPrice: PRICES.find((one) => one === chosen) })}
      choices={PRICES.map((value) => ({ value, word: t(`allocation.sharedPrices.${value}`) }))}
    />
  );
}
