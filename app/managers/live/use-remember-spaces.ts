import type { PointBoard } from '#domain/board/board.ts';
import { instantMs } from '#domain/time/instant.ts';
import { powerScale, withUnit } from '../../format/quantity.ts';
import { useParkName } from '../../live/use-park-name.ts';
import { SEEN_STEP_MS, useRememberSeen } from '../../offline/use-remember-seen.ts';
import type { SpaceLine } from '../../rpc/shapes.ts';
import { useWords } from '../../words/use-words.ts';
import { spacesByPower } from './drill.ts';
import { useRowName } from './use-row-name.ts';

const NO_NAMES = new Map<string, never>();

interface Of {
  readonly points: Readonly<Record<string, PointBoard>> | null;
  readonly spaces: readonly SpaceLine[] | null;
}

/** Keeps what buildings and their floors draw for the page without a network, the largest building first. */
export const useRememberSpaces = (park: string, { points, spaces }: Of): void => {
  const t = useWords();
  const rowName = useRowName();
  const name = useParkName(park);
  const at = points === null ? 0 : Object.values(points).reduce((newest, point) => Math.max(newest, point.at ?? 0), 0);
  const when = name === null || points === null || spaces === null || at === 0 ? null : `${park} ${Math.floor(at / SEEN_STEP_MS)}`;
  useRememberSeen(when, () => {
    if (name === null || points === null || spaces === null) return null;
    const rows = spacesByPower({ points, spaces, accounts: NO_NAMES, medium: 'electricity', now: instantMs(at) }).map((row) => ({
      title: rowName(row),
      value: withUnit(row.power, powerScale(row.power)),
      note: row.state.offline > 0 ? t('live.short.offline', { n: row.state.offline }) : '',
      isPart: row.kind !== 'building',
    }));
    return { page: 'live', park, name, at: instantMs(at), rows };
  });
};
