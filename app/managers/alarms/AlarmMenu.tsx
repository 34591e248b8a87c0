'use client';

import { useState } from 'react';
import { HOUR_MS, MINUTE_MS } from '#domain/time/instant.ts';
import { useFromNow } from '../../live/use-now.ts';
import type { AlarmRow } from '../../rpc/shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { Menu, MenuItem } from '../Menu.tsx';
import { EscalateSheet } from './EscalateSheet.tsx';
import type { AlarmActs } from './use-alarm-acts.ts';

interface Props {
  readonly alarm: AlarmRow;
  readonly acts: AlarmActs;
  /** What the menu is about, for those who do not see the row. */
  readonly title: string;
}

const DAY_MS = 24 * HOUR_MS;
/** The server mutes 92 days at most; an alarm that is over calls nobody anyhow. */
const UNTIL_CLEARED_MS = 92 * DAY_MS - MINUTE_MS;
const MUTES = [
  { key: 'hour', ms: HOUR_MS },
  { key: 'shift', ms: 8 * HOUR_MS },
  { key: 'day', ms: DAY_MS },
  { key: 'cleared', ms: UNTIL_CLEARED_MS },
] as const;

/** What can be done about an open alarm; each is undone in the same place. */
export function AlarmMenu({ alarm, acts, title }: Props) {
  const t = useWords();
  const { acknowledgedAt, mutedUntil } = alarm;
  const muted = useFromNow((now) => mutedUntil !== null && mutedUntil > now) ?? false;
  const [asking, ask] = useState(false);
  const isEscalated = alarm.escalatedAt !== null;
  const word = muted ? t('alarms.state.muted') : acknowledgedAt === null ? t('alarms.state.open') : t('alarms.state.acknowledged');
  return (
    <>
      <Menu word={word} label={`${title}: ${t('alarms.handle')}`} strong={acknowledgedAt === null && !muted}>
        {acknowledgedAt === null ? (
          <MenuItem run={() => acts.acknowledge(alarm, true)}>{t('alarms.acknowledge')}</MenuItem>
        ) : (
          <MenuItem run={() => acts.acknowledge(alarm, false)}>{t('alarms.unacknowledge')}</MenuItem>
        )}
        {MUTES.map(({ key, ms }) => (
          <MenuItem key={key} run={() => acts.mute(alarm, ms)}>
            {t(`alarms.mute.${key}`)}
          </MenuItem>
        ))}
        {muted ? <MenuItem run={() => acts.mute(alarm, null)}>{t('alarms.unmute')}</MenuItem> : null}
        {isEscalated ? (
          <MenuItem run={() => acts.takeBack(alarm)}>{t('escalation.takeBack')}</MenuItem>
        ) : (
          <MenuItem run={() => ask(true)}>{t('escalation.escalateMore')}</MenuItem>
        )}
      </Menu>
      {asking ? <EscalateSheet alarm={alarm} title={title} acts={acts} close={() => ask(false)} /> : null}
    </>
  );
}
