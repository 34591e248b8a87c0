import { useCallback } from 'react';
import type { AlarmLine } from '#domain/board/board.ts';
import type { AlarmKind } from '#domain/twin/effects.ts';
import { yuanGrouped } from '../format/money.ts';
import { grouped } from '../format/quantity.ts';
import { useWords } from '../words/use-words.ts';

export interface AlarmText {
  readonly title: string;
  /** Of whom or what, and the figures. */
  readonly detail: string;
}

/** An alarm in words: what it is, and of whom; `subject` is the meter's or tenant's name where the screen knows it. */
export const useAlarmText = (): ((alarm: AlarmLine, subject?: string) => AlarmText) => {
  const t = useWords();
  return useCallback(
    (alarm, subject = alarm.subject) => ({
      // A kind we have no words for shows its code: an alarm is never hidden.
      title: isKnown(alarm.kind) ? t(`alarm.kind.${alarm.kind}`) : alarm.kind,
      detail: [subject, ...figuresOf(alarm).map(({ key, value }) => t(`alarm.data.${key}`, { value }))].join(' · '),
    }),
    [t],
  );
};

type DataKey = 'available' | 'forecastW' | 'contractW';

const figuresOf = ({ data }: AlarmLine): readonly { readonly key: DataKey; readonly value: string }[] => {
  const lines: { readonly key: DataKey; readonly value: string }[] = [];
  if (typeof data.available === 'string') lines.push({ key: 'available', value: yuanGrouped(data.available) });
  if (typeof data.forecastW === 'number') lines.push({ key: 'forecastW', value: grouped(data.forecastW / 1_000) });
  if (typeof data.contractW === 'number') lines.push({ key: 'contractW', value: grouped(data.contractW / 1_000) });
  return lines;
};

/** The twin's, and those that a month's run opens. */
type KnownKind = AlarmKind | 'LOSS_IMPLAUSIBLE';

const KINDS: Readonly<Record<KnownKind, true>> = {
  METER_RESET: true,
  METER_JUMP: true,
  METER_BREAK: true,
  READING_CONFLICT: true,
  BALANCE_ALARM1: true,
  BALANCE_ALARM2: true,
  BALANCE_EXHAUSTED: true,
  DEMAND_FORECAST: true,
  DEMAND_OVER_CONTRACT: true,
  SUPPLY_CUT: true,
  LOSS_IMPLAUSIBLE: true,
};

const isKnown = (kind: string): kind is KnownKind => Object.hasOwn(KINDS, kind);
