import type { Fen } from './money.ts';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'] as const;
const GROUPS = ['', '万', '亿', '万亿'] as const;

/** An amount in the capitals that Chinese receipts carry beside the figures (大写金额): 1,234.50 is 壹仟贰佰叁拾肆元伍角整. Below 10^16 yuan. */
export const capitalYuan = (amount: Fen): string => {
  const fen = amount < 0n ? -amount : amount;
  const [yuan, jiao, cents] = [fen / 100n, Number((fen / 10n) % 10n), Number(fen % 10n)];
  const whole = yuan === 0n ? '' : `${wholeInCapitals(yuan.toString())}元`;
  const parts = [
    whole,
    jiao > 0 ? `${DIGITS.charAt(jiao)}角` : cents > 0 && whole !== '' ? '零' : '',
    cents > 0 ? `${DIGITS.charAt(cents)}分` : '整',
  ];
  const text = whole === '' && jiao === 0 && cents === 0 ? '零元整' : parts.join('');
  return amount < 0n ? `负${text}` : text;
};

const wholeInCapitals = (digits: string): string => {
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 4) groups.unshift(digits.slice(Math.max(0, end - 4), end));
  let text = '';
  let gap = false;
  for (const [i, group] of groups.entries()) {
    const value = Number(group);
    if (value === 0) {
      gap = text !== '';
      continue;
    }
    if (text !== '' && (gap || group.startsWith('0'))) text += '零';
    gap = false;
    text += `${groupInCapitals(value)}${GROUPS[groups.length - 1 - i] ?? ''}`;
  }
  return text;
};

/** 1 to 9,999; a zero between digits is said once. */
const groupInCapitals = (value: number): string => {
  let text = '';
  let zero = false;
  for (const [i, digit] of [...String(value)].entries()) {
    const place = String(value).length - 1 - i;
    if (digit === '0') {
      zero = true;
      continue;
    }
    text += `${zero ? '零' : ''}${DIGITS.charAt(Number(digit))}${PLACES[place] ?? ''}`;
    zero = false;
  }
  return text;
};
