import type { InstantMs } from '#domain/time/instant.ts';
import { grouped } from '../../format/quantity.ts';
import { momentText } from '../../format/time.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { SeverityMark } from '../../parts/SeverityMark.tsx';
import { askDoubts } from '../../rpc/api.ts';
import type { DoubtLine } from '../../rpc/shapes.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import styles from './DoubtsCard.module.css';
import { useVerdict } from './use-verdict.ts';

interface Props {
  readonly park: string;
  readonly point: string;
  readonly zone: string;
  readonly now: InstantMs;
}

/** Of a park's newest doubts so many are looked through for those of one meter. */
const LOOKED_AT = 1_000;
const ROWS_MAX = 12;
const EVERY_MS = 60_000;

/** Readings that gave reason to doubt: what was said of them, what they showed, and what the register showed before. */
export function DoubtsCard({ park, point, zone, now }: Props) {
  const t = useWords();
  const query = useQuery(`doubts ${park}`, (signal) => askDoubts({ park, limit: LOOKED_AT }, signal), { everyMs: EVERY_MS });
  const own = query.type === 'ready' ? query.data.filter((doubt) => doubt.point === point) : [];
  return (
    <Card title={t('meter.doubts')} note={own.length > 0 ? own.length : ''}>
      {query.type === 'loading' ? <Bone height="3em" /> : null}
      {query.type === 'failed' ? <Failed failure={query.failure} again={query.again} /> : null}
      {query.type === 'ready' && own.length === 0 ? <p className={styles.none}>{t('meter.noDoubts')}</p> : null}
      <ul className={styles.doubts}>
        {own.slice(0, ROWS_MAX).map((doubt) => (
          <Doubt key={doubt.id} doubt={doubt} zone={zone} now={now} />
        ))}
      </ul>
    </Card>
  );
}

const MILLI_PER_KILO = 1_000_000;

const shown = (value: number | null): string => (value === null ? '–' : grouped(value / MILLI_PER_KILO, 2));

function Doubt({ doubt, zone, now }: { readonly doubt: DoubtLine; readonly zone: string; readonly now: InstantMs }) {
  const t = useWords();
  const verdictOf = useVerdict();
  const values = doubt.values.length > 0 ? doubt.values : [doubt.value];
  return (
    <li>
      <span className={styles.what}>
        {doubt.waits ? <SeverityMark severity="warning" /> : null}
        {verdictOf(doubt.verdict)}
      </span>
      <time>{momentText(doubt.at, now, zone)}</time>
      <small>
        {t('meter.doubtValues', { prior: shown(doubt.prior), value: values.map(shown).join(' / ') })} ·{' '}
        {doubt.waits ? t('meter.waits') : t('meter.decided')}
      </small>
    </li>
  );
}
