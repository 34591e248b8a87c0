import type { ParkBoard } from '#domain/board/board.ts';
import { inScale, waterFlowScale, waterScale } from '../format/quantity.ts';
import { GlideNumber } from '../parts/Glide.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './WallWater.module.css';

/** Water of today, in the corner of the twin. */
export function WallWater({ board }: { readonly board: ParkBoard | null }) {
  const t = useWords();
  if (!board || board.dataAt === null) return null;
  const scale = waterScale(board.todayL);
  return (
    <div className={styles.water}>
      <span>{t('kpi.water')}</span>
      <b>
        <GlideNumber value={board.todayL} scale={scale} />
        <small>{scale.unit}</small>
      </b>
      <span className={styles.note}>
        {t('kpi.waterNow')} {inScale(board.waterLh, waterFlowScale(board.waterLh))} m³/h
      </span>
    </div>
  );
}
