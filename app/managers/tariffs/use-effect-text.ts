import type { Effect } from '../../rpc/tariffs-api.ts';
import { useWords } from '../../words/use-words.ts';
import { signed } from './signed-yuan.ts';

/** What will happen, in words: the sentence that is agreed to, and what else to know. */
export const useEffectText = (effect: Effect): { readonly does: string; readonly notes: readonly string[] } => {
  const t = useWords();
  const { kind, from, to, accounts, days, differenceYuan, bills, closedBefore, more, otherMoney } = effect;
  const out = bills.reduce((sum, month) => sum + month.bills, 0);
  const does = t(`tariffs.does.${kind}`, { from, accounts, days, yuan: signed(differenceYuan) });
  const notes = [
    to === null ? null : t('tariffs.heldTo', { to }),
    out === 0 ? null : t('tariffs.billsOut', { n: out, months: bills.map(({ month }) => month).join(', ') }),
    closedBefore === null || from >= closedBefore ? null : t('tariffs.closedBefore', { day: closedBefore }),
    more ? t('tariffs.more') : null,
    otherMoney.demand ? t('tariffs.demandMoney') : null,
    otherMoney.steps ? t('tariffs.stepsMoney') : null,
  ];
  return { does, notes: notes.filter((note) => note !== null) };
};
