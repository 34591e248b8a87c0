import { instantMs } from '#domain/time/instant.ts';
import { dayOf } from '../../format/time.ts';
import type { OpenSlot } from '../../rpc/explain-api.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './Facts.module.css';

/** Which meter it was, and what its register is multiplied with. */
export function MeterFacts({ slot, zone }: { readonly slot: OpenSlot; readonly zone: string }) {
  const t = useWords();
  const { serial, model, ratio, rollsOverAt, from } = slot.installation;
  return (
    <section className={styles.facts}>
      <h2>
        {t('why.meter')} <small>{t('why.since', { from: String(dayOf(instantMs(from), zone)) })}</small>
      </h2>
      <dl>
        <div>
          <dt>{model}</dt>
          <dd>{serial}</dd>
        </div>
        <div>
          <dt>{t('why.ratio')}</dt>
          <dd>{ratio}</dd>
        </div>
        <div>
          <dt>{t('why.rollsOver')}</dt>
          <dd>{rollsOverAt.split('.')[0]}</dd>
        </div>
      </dl>
    </section>
  );
}
