import type { VersionHead } from '../../rpc/tariffs-api.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './TimeLine.module.css';
import { stretchesOf } from './time-line.ts';

interface Props {
  readonly versions: readonly VersionHead[];
  readonly today: string;
  /** validFrom */
  readonly chosen: string;
  readonly choose: (validFrom: string) => void;
}

/** The versions of a tariff, one after the other; today in the one that holds. On a phone the newest is at the top. */
export function TimeLine({ versions, today, chosen, choose }: Props) {
  const t = useWords();
  return (
    <ol className={styles.line} aria-label={t('tariffs.versions')}>
      {stretchesOf(versions, today).map(({ version, grow, over }) => (
        <li key={version.validFrom} style={{ flexGrow: grow }} data-state={version.state}>
          <button type="button" aria-pressed={version.validFrom === chosen} onClick={() => choose(version.validFrom)}>
            <i aria-hidden="true">
              {over === null ? null : <u style={{ width: `${over * 100}%` }} />}
              {over === null ? null : <em style={{ left: `${over * 100}%` }}>{t('tariffs.today')}</em>}
            </i>
            <b>{version.validFrom}</b>
            <span>{t(`tariffs.state.${version.state}`)}</span>
            <small>{version.source}</small>
          </button>
        </li>
      ))}
    </ol>
  );
}
