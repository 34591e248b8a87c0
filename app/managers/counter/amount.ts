import { type Fen, fen, fenFromYuan } from '#domain/units/money.ts';

/** What a keypad can press; `back` takes the last digit away. */
export const KEYS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '00', '0', '.'] as const;
export type AmountKey = (typeof KEYS)[number] | 'back' | 'clear';

/** Ten million yuan and two decimals: more is a slip of the finger. */
const TYPED = /^\d{0,8}(\.\d{0,2})?$/;

/** An amount as it is typed, a press further. A press that would make no amount changes nothing. */
export const pressed = (typed: string, key: AmountKey): string => {
  if (key === 'clear') return '';
  if (key === 'back') return typed.slice(0, -1);
  return typedAmount(`${typed}${key}`) ?? typed;
};

/** What a keyboard or a paste has left, as far as it is an amount; null: not one. */
export const typedAmount = (text: string): string | null => {
  const plain = text.replace(/[,，\s¥]/g, '').replace('。', '.');
  if (!TYPED.test(plain)) return null;
  if (plain.startsWith('.')) return `0${plain}`;
  return plain.replace(/^0+(?=\d)/, '');
};

/** Typed as fen; zero for nothing typed. */
export const amountOf = (typed: string): Fen => fenFromYuan(typed.replace(/\.$/, '')) ?? fen(0n);
