'use client';

import { useState } from 'react';
import { useBoardField } from '../../live/use-board.ts';
import { Button } from '../../parts/Button.tsx';
import { EscalatedMark } from '../../parts/EscalatedMark.tsx';
import { Failed } from '../../parts/Failed.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { SeverityMark } from '../../parts/SeverityMark.tsx';
import { TableBones } from '../../parts/TableBones.tsx';
import { useAlarmText } from '../../parts/use-alarm-text.ts';
import { useSubjectNames } from '../../parts/use-subject-names.ts';
import { type AlarmDetail, askAlarm } from '../../rpc/escalation-api.ts';
import { useAgainWhen } from '../../rpc/use-again-when.ts';
import { useIsClerk } from '../../rpc/use-is-clerk.ts';
import { useQuery } from '../../rpc/use-query.ts';
import { useWords } from '../../words/use-words.ts';
import { Card } from '../Card.tsx';
import { PageHead } from '../PageHead.tsx';
import { Said } from '../Said.tsx';
import { AlarmEvents } from './AlarmEvents.tsx';
import { AlarmFacts } from './AlarmFacts.tsx';
import { AlarmMenu } from './AlarmMenu.tsx';
import styles from './AlarmPage.module.css';
import { EscalateSheet } from './EscalateSheet.tsx';
import { useAlarmActs } from './use-alarm-acts.ts';
import { useAlarmSign } from './use-alarm-sign.ts';

/** One alarm: how it stands, what can be done, and all that happened to it. `id` is its row's, or what a board calls it. */
export function AlarmPage({ park, id }: { readonly park: string; readonly id: string }) {
  const t = useWords();
  const query = useQuery(`alarm ${park} ${id}`, (signal) => askAlarm({ park, id }, signal));
  useAgainWhen(useAlarmSign(park), query.type === 'ready' ? query.again : null);
  if (query.type === 'loading') return <TableBones />;
  if (query.type === 'failed' && query.failure !== 'notFound') return <Failed failure={query.failure} again={query.again} />;
  if (query.type === 'failed') return <Notice title={t('escalation.notFound')} text={t('escalation.notFoundNext')} />;
  return <Shown park={park} detail={query.data} again={query.again} />;
}

interface ShownProps {
  readonly park: string;
  readonly detail: AlarmDetail;
  readonly again: () => void;
}

function Shown({ park, detail, again }: ShownProps) {
  const t = useWords();
  const board = useBoardField({ type: 'park', park }, (data) => data);
  const nameOf = useSubjectNames(park, board);
  const textOf = useAlarmText();
  const isClerk = useIsClerk(park);
  const acts = useAlarmActs(park, again);
  const [asking, ask] = useState(false);
  const { alarm } = detail;
  const { title, detail: of } = textOf(alarm, nameOf(alarm.subject));
  const isOpen = alarm.closedAt === null;
  const zone = board?.zone ?? 'UTC';
  return (
    <article className={styles.page}>
      <PageHead
        title={
          <span className={styles.title}>
            <SeverityMark severity={alarm.severity} />
            {title}
            {isOpen && alarm.escalatedAt !== null ? <EscalatedMark /> : null}
          </span>
        }
        note={of}
        up={{ href: `/parks/${encodeURIComponent(park)}/alarms`, word: t('nav.alarms') }}
      >
        {isOpen && !isClerk ? <AlarmMenu alarm={alarm} acts={acts} title={title} /> : null}
        {isOpen && !isClerk && alarm.escalatedAt === null ? (
          <Button primary onPress={() => ask(true)}>
            {t('escalation.escalate')}
          </Button>
        ) : null}
        {detail.mayTakeBack ? <Button onPress={() => acts.takeBack(alarm)}>{t('escalation.takeBack')}</Button> : null}
      </PageHead>
      <div className={styles.cards}>
        <Card title={t('escalation.now')}>
          <AlarmFacts park={park} detail={detail} zone={zone} name={nameOf(alarm.subject)} />
        </Card>
        <Card title={t('escalation.history')}>
          <AlarmEvents events={detail.events} zone={zone} />
        </Card>
      </div>
      {asking ? <EscalateSheet alarm={alarm} title={`${title} · ${nameOf(alarm.subject)}`} acts={acts} close={() => ask(false)} /> : null}
      <Said said={acts.said} />
    </article>
  );
}
