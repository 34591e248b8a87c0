import { useCallback } from 'react';
import { fen } from '#domain/units/money.ts';
import { percent } from '../../format/quantity.ts';
import type { StopLine } from '../../rpc/allocation-shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { fenText, kWhText } from './figures.ts';

/** Why nothing is shared, with its figures and what to look at. */
export const useStopText = (nameOf: (node: string | null) => string): ((stop: StopLine) => string) => {
  const t = useWords();
  return useCallback(
    (stop) => {
      switch (stop.type) {
        case 'nothingCameIn':
          return t('allocation.stop.nothingCameIn');
        case 'negativeLoss':
          return t('allocation.stop.negative', { name: nameOf(stop.node), kWh: kWhText(stop.wh.replace('-', '')) });
        case 'negativeUse':
          return t('allocation.stop.negative', { name: nameOf(stop.point), kWh: kWhText(stop.wh.replace('-', '')) });
        case 'excessiveLoss':
          return t('allocation.stop.excessive', {
            name: nameOf(stop.node),
            rate: percent(Number(stop.wh) / Math.max(1, Number(stop.inWh)), 2),
            limit: percent(stop.limit / 10_000, 2),
          });
        case 'noPurchaseBill':
          return t('allocation.stop.noPurchaseBill');
        case 'nobodyDrew':
          return t('allocation.stop.nobodyDrew', {
            yuan: fenText(fen(BigInt(stop.fen))),
            period: stop.period === null ? '' : t(`period.${stop.period}`),
          });
        case 'noWeight':
          return t('allocation.stop.noWeight', { name: nameOf(stop.at ?? stop.group), kind: t(`allocation.kind.${stop.kind}`) });
      }
    },
    [t, nameOf],
  );
};
