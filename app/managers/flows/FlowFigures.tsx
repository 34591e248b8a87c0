import type { Flow } from '#domain/flow/flow.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { percent } from '../../format/quantity.ts';
import { Bone } from '../../parts/Bone.tsx';
import { suppliedOf, totalOf } from '../../parts/flow-shares.ts';
import { SeverityMark } from '../../parts/SeverityMark.tsx';
import { useWords } from '../../words/use-words.ts';
import { usedText } from '../meter/power-text.ts';
import styles from './Flows.module.css';

interface Props {
  /** Null: not known yet. */
  readonly flow: Flow | null;
  readonly medium: Medium;
}

/** The park's total against its tenants', the public share, the loss rate. */
export function FlowFigures({ flow, medium }: Props) {
  const t = useWords();
  const supplied = flow ? suppliedOf(flow) : 0;
  const share = (quantity: number) => (supplied > 0 ? `${percent(quantity / supplied)} %` : '–');
  const tenants = flow ? totalOf(flow, 'tenant', 'tenants') : 0;
  const shared = flow ? totalOf(flow, 'public') : 0;
  const loss = flow ? totalOf(flow, 'loss') : 0;
  const unexplained = flow ? totalOf(flow, 'unexplained') : 0;
  const item = (name: React.ReactNode, figure: string, note: string) => (
    <div>
      <dt>{name}</dt>
      <dd>
        {flow ? figure : <Bone width="60%" />}
        <small>{flow ? note : ''}</small>
      </dd>
    </div>
  );
  return (
    <dl className={styles.figures}>
      {item(t('flow.total'), usedText(supplied, medium), '')}
      {item(t('flow.tenants'), usedText(tenants, medium), share(tenants))}
      {item(t('flow.public'), share(shared), usedText(shared, medium))}
      {item(t('flow.loss'), share(loss), usedText(loss, medium))}
      {unexplained > 0
        ? item(
            <>
              <SeverityMark severity="warning" /> {t('flow.unexplained')}
            </>,
            share(unexplained),
            usedText(unexplained, medium),
          )
        : null}
    </dl>
  );
}
