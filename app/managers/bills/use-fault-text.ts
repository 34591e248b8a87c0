import { useCallback } from 'react';
import { fen, yuanFromFen } from '#domain/units/money.ts';
import { yuanGrouped } from '../../format/money.ts';
import { grouped, percent } from '../../format/quantity.ts';
import type { BillFault } from '../../rpc/bills-shapes.ts';
import { useWords } from '../../words/use-words.ts';

const KILO = 1_000;

/** A fault as a sentence with its figures. */
export const useFaultText = () => {
  const t = useWords();
  return useCallback(
    (fault: BillFault): string => {
      switch (fault.type) {
        case 'unpriced':
          return t('bills.fault.unpriced', { n: grouped(fault.quantity / KILO, 1) });
        case 'unsettled':
          return t('bills.fault.unsettled', { yuan: yuanGrouped(yuanFromFen(fen(BigInt(fault.amount)))) });
        case 'missingSlots':
          return t('bills.fault.missingSlots', { percent: percent(1 - fault.found / fault.expected) });
        case 'notRerated':
        case 'unpricedShare':
        case 'unpricedDemand':
          return t(`bills.fault.${fault.type}`);
      }
    },
    [t],
  );
};
