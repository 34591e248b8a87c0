import { useCallback } from 'react';
import type { InstantMs } from '#domain/time/instant.ts';
import { grouped } from '../../format/quantity.ts';
import { momentText } from '../../format/time.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { SeverityMark } from '../../parts/SeverityMark.tsx';
import { askDecisions, askDoubts } from '../../rpc/api.ts';
import type { DecisionLine, DoubtLine } from '../../rpc/shapes.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { Menu, MenuItem } from '../Menu.tsx';
import { Said } from '../Said.tsx';
import styles from './DoubtsCard.module.css';
import { type Decide, useDecide } from './use-decide.ts';
import { useVerdict } from './use-verdict.ts';

interface Props {
  readonly park: string;
  readonly point: string;
  readonly zone: string;
  readonly now: InstantMs;
}

const ROWS_MAX = 12;
const EVERY_MS = 60_000;
/** What was decided is folded in within seconds. */
const FOLDED_MS = 4_000;

/** Readings that gave reason to doubt: what was said of them, what they showed, what the register showed before; and what a person decides of them. */
export function DoubtsCard({ park, point, zone, now }: Props) {
  const t = useWords();
  const question = { park, point };
  const query = useQuery(`doubts ${park} ${point}`, (signal) => askDoubts({ ...question, limit: ROWS_MAX }, signal), { everyMs: EVERY_MS });
  const decided = useQuery(`decided ${park} ${point}`, (signal) => askDecisions(question, signal), { everyMs: EVERY_MS });
  const again = useCallback(() => {
    for (const one of [query, decided]) if (one.type !== 'loading') setTimeout(one.again, FOLDED_MS);
    if (decided.type !== 'loading') decided.again();
  }, [query, decided]);
  const { decide, said } = useDecide(park, again);
  const own = query.type === 'ready' ? query.data : [];
  const decisions = decided.type === 'ready' ? decided.data : [];
  const byId = new Map(decisions.map((decision) => [decision.id, decision]));
  return (
    <Card title={t('meter.doubts')} note={own.length > 0 ? own.length : ''}>
      {query.type === 'loading' ? <Bone height="3em" /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' && own.length === 0 ? <p className={styles.none}>{t('meter.noDoubts')}</p> : null}
      <ul className={styles.doubts}>
        {own.map((doubt) => (
          <Doubt key={doubt.id} doubt={doubt} decision={byId.get(doubt.id) ?? null} zone={zone} now={now} decide={decide} />
        ))}
        {decisions
          .filter(({ id }) => !own.some((doubt) => doubt.id === id))
          .slice(0, ROWS_MAX)
          .map((decision) => (
            <Decided key={decision.id} decision={decision} zone={zone} now={now} decide={decide} />
          ))}
      </ul>
      <Said said={said} />
    </Card>
  );
}

const MILLI_PER_KILO = 1_000_000;

const shown = (value: number | null): string => (value === null ? '–' : grouped(value / MILLI_PER_KILO, 2));

interface Shown {
  readonly zone: string;
  readonly now: InstantMs;
  readonly decide: Decide['decide'];
}

function Doubt({ doubt, decision, zone, now, decide }: Shown & { readonly doubt: DoubtLine; readonly decision: DecisionLine | null }) {
  const t = useWords();
  const verdictOf = useVerdict();
  const values = doubt.values.length > 0 ? doubt.values : doubt.value === null ? [] : [doubt.value];
  const state = decision ? t('meter.decidedBy', { actor: decision.actor }) : doubt.waits ? t('meter.waits') : t('meter.decided');
  return (
    <li>
      <span className={styles.what}>
        {doubt.waits && !decision ? <SeverityMark severity="warning" /> : null}
        {verdictOf(doubt.verdict)}
      </span>
      <time>{momentText(doubt.at, now, zone)}</time>
      <small>
        {t('meter.doubtValues', { prior: shown(doubt.prior), value: values.map(shown).join(' / ') })} · {state}
      </small>
      <Menu word={t('meter.decide')} label={momentText(doubt.at, now, zone)} strong={doubt.waits && !decision}>
        {values.map((value) => (
          <MenuItem key={value} run={() => decide(doubt.id, { type: 'value', value })}>
            {t('meter.take', { value: shown(value) })}
          </MenuItem>
        ))}
        <MenuItem run={() => decide(doubt.id, { type: 'nowhere' })}>{t('meter.takeNone')}</MenuItem>
        {decision ? <MenuItem run={() => decide(doubt.id, { type: 'undecided' })}>{t('meter.takeBack')}</MenuItem> : null}
      </Menu>
    </li>
  );
}

/** Of a decision after which nothing is doubtful any more. */
function Decided({ decision, zone, now, decide }: Shown & { readonly decision: DecisionLine }) {
  const t = useWords();
  const { id, at, value, actor } = decision;
  return (
    <li>
      <span className={styles.what}>{t('meter.decidedBy', { actor: actor })}</span>
      <time>{momentText(at, now, zone)}</time>
      <small>{value === null ? t('meter.takeNone') : t('meter.take', { value: shown(value) })}</small>
      <Menu word={t('meter.decide')} label={momentText(at, now, zone)}>
        <MenuItem run={() => decide(id, { type: 'undecided' })}>{t('meter.takeBack')}</MenuItem>
      </Menu>
    </li>
  );
}
