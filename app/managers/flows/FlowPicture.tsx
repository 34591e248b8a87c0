'use client';

import { useMemo, useRef } from 'react';
import type { ParkBoard } from '#domain/board/board.ts';
import type { Flow } from '#domain/flow/flow.ts';
import type { Medium } from '#domain/units/quantity.ts';
import { useNodeNames } from '../../parts/use-node-names.ts';
import { roomyHeight, roomyWidth } from '../../sankey/roomy-size.ts';
import { Sankey } from '../../sankey/Sankey.tsx';
import { sankeyOf } from '../../sankey/sankey-of.ts';
import { useBox } from '../../site/use-box.ts';
import { useWords } from '../../words/use-words.ts';
import { usedText } from '../meter/power-text.ts';
import styles from './Flows.module.css';

interface Props {
  readonly park: string;
  readonly board: ParkBoard;
  readonly flow: Flow;
  readonly medium: Medium;
}

const NARROW_PX = 560;

/**
 * The flow as a Sankey, as high as its rows and as wide as its columns need; where that is wider than the page, it moves under the thumb. A phone
 * has room for names and shares, a desktop for quantities too.
 */
export function FlowPicture({ park, board, flow, medium }: Props) {
  const t = useWords();
  const nameOf = useNodeNames(park, board);
  const place = useRef<HTMLDivElement>(null);
  const room = useBox(place);
  const isNarrow = room !== null && room.width < NARROW_PX;
  const text = isNarrow ? 12 : 13;
  const height = roomyHeight(flow, text);
  const data = useMemo(
    () => sankeyOf(flow, { nameOf, figureOf: (quantity) => (isNarrow ? '' : usedText(quantity, medium)) }),
    [flow, medium, nameOf, isNarrow],
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <div className={styles.picture} ref={place} tabIndex={0} style={{ minHeight: height }}>
      {room ? (
        <Sankey data={data} size={{ width: Math.max(room.width, roomyWidth(flow, text)), height, text }} label={t('flow.title')} />
      ) : null}
    </div>
  );
}
