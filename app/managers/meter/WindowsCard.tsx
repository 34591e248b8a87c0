import type { InstantMs } from '#domain/time/instant.ts';
import { instantMs, SLOT_MS } from '#domain/time/instant.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { momentText, timeText } from '../../format/time.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { askWindows } from '../../rpc/api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import list from '../Rows.module.css';
import { powerText } from './power-text.ts';

interface Props {
  readonly park: string;
  readonly point: string;
  readonly month: string;
  readonly medium: Medium;
  readonly zone: string;
  readonly now: InstantMs;
}

const ROWS_MAX = 10;
const EVERY_MS = 60_000;

/** The month's largest sliding windows of 15 minutes: what a demand charge looks at. */
export function WindowsCard({ park, point, month, medium, zone, now }: Props) {
  const t = useWords();
  const query = useQuery(
    `windows ${park} ${point} ${month}`,
    (signal) => askWindows({ point: `${park}:${point}`, month, limit: ROWS_MAX }, signal),
    { everyMs: EVERY_MS },
  );
  return (
    <Card title={t('meter.windows')} note={t('meter.windowsNote')}>
      {query.type === 'loading' ? <Bone height="8em" /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' && query.data.length === 0 ? <p className={list.none}>{t('meter.noWindows')}</p> : null}
      <ol className={list.rows}>
        {(query.type === 'ready' ? query.data : []).map(({ watts, at }, i) => (
          <li key={at}>
            <span>
              {i + 1}. {momentText(instantMs(at - SLOT_MS), now, zone)}–{timeText(at, zone)}
            </span>
            <small />
            <b>{powerText(watts, medium)}</b>
          </li>
        ))}
      </ol>
    </Card>
  );
}
