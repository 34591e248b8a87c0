import type { Medium } from '#domain/units/quantity.ts';
import { energyScale, grouped, inScale, powerScale, type Scale, waterFlowScale, waterScale } from '../../format/quantity.ts';
import { GlideNumber } from '../../parts/Glide.tsx';
import { RefinedMark } from '../../past/RefinedMark.tsx';
import { useWords } from '../../words/use-words.ts';
import type { Level } from './drill.ts';
import styles from './LevelFigures.module.css';

interface Props {
  readonly level: Level;
  readonly medium: Medium;
}

/** What the whole level draws, has used, and how many of its meters speak. */
export function LevelFigures({ level, medium }: Props) {
  const t = useWords();
  const scaleOf = medium === 'water' ? waterScale : energyScale;
  const power = medium === 'water' ? waterFlowScale(level.power) : powerScale(level.power);
  const item = (name: string, figure: React.ReactNode, unit: string) => (
    <div>
      <dt>{name}</dt>
      <dd>
        {figure}
        <small>{unit}</small>
      </dd>
    </div>
  );
  const used = (name: string, value: number, scale: Scale) =>
    item(
      name,
      <>
        {inScale(value, scale)}
        <RefinedMark points={level.points} small />
      </>,
      scale.unit,
    );
  const { meters, offline } = level.state;
  return (
    <dl className={styles.figures}>
      {item(t('live.now'), <GlideNumber value={level.power} scale={power} />, power.unit)}
      {used(t('live.today'), level.today, scaleOf(level.today))}
      {used(t('live.month'), level.month, scaleOf(level.month))}
      {item(t('live.speaking'), grouped(meters - offline), `/ ${grouped(meters)}`)}
    </dl>
  );
}
