'use client';

import { type InstantMs, instantMs } from '#domain/time/instant.ts';
import { grouped } from '../../format/quantity.ts';
import { clockText, dayOf } from '../../format/time.ts';
import { Bone } from '../../parts/Bone.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { askMessage, type SlotQuestion } from '../../rpc/explain-api.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './RawMessage.module.css';

interface Props {
  readonly question: SlotQuestion & { readonly at: InstantMs; readonly rawId: number };
  readonly zone: string;
}

/** The message that brought a reading: where and when it came, and its bytes as they came. */
export function RawMessage({ question, zone }: Props) {
  const t = useWords();
  const query = useQuery(`message ${question.account} ${question.start} ${question.at} ${question.rawId}`, (signal) =>
    askMessage(question, signal),
  );
  if (query.type === 'failed') return <Failed failure={query.failure} again={query.again} />;
  if (query.type === 'loading') return <Bone height="120px" />;
  const { data } = query;
  if (!data.kept) return <p className={styles.note}>{t('why.gone')}</p>;
  const received = instantMs(data.receivedAt);
  return (
    <div className={styles.message}>
      <dl>
        <div>
          <dt>{t('why.topic')}</dt>
          <dd>{data.topic}</dd>
        </div>
        <div>
          <dt>{t('why.received')}</dt>
          <dd>
            {dayOf(received, zone)} {clockText(received, zone)}
          </dd>
        </div>
        <div>
          <dt>{t('why.place', { id: data.batch.id, place: data.place + 1, n: data.batch.messages })}</dt>
          <dd>{t('why.size', { n: grouped(data.bytes) })}</dd>
        </div>
        <div>
          <dt>SHA-256</dt>
          <dd>{data.sha256}</dd>
        </div>
      </dl>
      {data.payload === null ? (
        <>
          <p className={styles.note}>{t('why.withheld', { n: data.others })}</p>
          <ul className={styles.own}>
            {data.own.map((own) => (
              <li key={own.at}>
                <time>{clockText(instantMs(own.at), zone)}</time> <b>{own.import}</b>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          {data.payload.cut ? <p className={styles.note}>{t('why.cutNote')}</p> : null}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
          <pre tabIndex={0}>{data.payload.text}</pre>
        </>
      )}
    </div>
  );
}
