'use client';

import { useCallback, useEffect, useId, useMemo, useRef } from 'react';
import { useBoardField } from '../live/use-board.ts';
import { Notice } from '../parts/Notice.tsx';
import { useNames, useWords } from '../words/use-words.ts';
import { placeLabels } from './labels.ts';
import type { Box, Ring } from './ring.ts';
import styles from './Site.module.css';
import { SiteBuildings } from './SiteBuildings.tsx';
import { SiteCard } from './SiteCard.tsx';
import { SiteFlows } from './SiteFlows.tsx';
import { SiteKey } from './SiteKey.tsx';
import { SiteMarks, SitePulses } from './SiteMarks.tsx';
import { type Scene, sceneOf } from './scene.ts';
import { wishesOf } from './site-labels.ts';
import { type Alarmed, alarmedOf, trippedOf } from './site-loads.ts';
import type { Points, SitePlan } from './site-plan.ts';
import { type Room, useBox } from './use-box.ts';
import { useSiteFigures } from './use-site-figures.ts';
import { useSitePick } from './use-site-pick.ts';
import { useSitePlan } from './use-site-plan.ts';

/** A building, or one of its floors by its number and, where the park file names it, its code. */
export interface SitePick {
  readonly building: string;
  readonly floor: number | null;
  readonly floorCode: string | null;
}

interface Props {
  readonly park: string;
  /** `wall`: written in rem, read from five metres, with its key inside. `card`: for a page, its key below. */
  readonly size: 'wall' | 'card';
  /** A building or floor was pressed, or chosen by keyboard. */
  readonly onPick?: (pick: SitePick) => void;
  /** Code of a building: the others step back. */
  readonly focus?: string | null;
}

/** The park in isometric view, drawn from its footprints and floors, live. Fills its box. */
export function Site({ park, size, onPick, focus = null }: Props) {
  const t = useWords();
  const known = useSitePlan(park);
  const place = useRef<HTMLDivElement>(null);
  const room = useBox(place);
  const id = useId();
  const isEmpty = known !== null && known.plan.buildings.length === 0;
  return (
    <div className={styles.site} {...(size === 'wall' ? { 'data-wall': '' } : {})}>
      {isEmpty ? (
        <div className={styles.empty}>
          <Notice title={t('site.none')} text={t('site.noneNext')} />
        </div>
      ) : (
        <>
          <div className={styles.picture} ref={place}>
            {known && room ? (
              <Picture park={park} {...known} room={room} size={size} id={id} focus={focus} {...(onPick ? { onPick } : {})} />
            ) : (
              <Waiting />
            )}
          </div>
          <SiteKey id={id} isWall={size === 'wall'} />
        </>
      )}
    </div>
  );
}

interface PictureProps extends Props {
  readonly plan: SitePlan;
  readonly points: Points;
  readonly room: Room;
  readonly id: string;
}

const CARD_TEXT = 12;
const WALL_TEXT = 16;
/** What stands in corners of a wall's picture, in sizes of the writing. */
const WATER = { width: 11, height: 6.5 } as const;
const KEY = { width: 27, height: 7.6 } as const;

function Picture({ park, plan, points, room, size, id, onPick, focus = null }: PictureProps) {
  const t = useWords();
  const nameOf = useNames();
  const isWall = size === 'wall';
  const text = isWall ? WALL_TEXT : CARD_TEXT;
  const unit = isWall ? room.rem / WALL_TEXT : 1;
  const width = Math.round(room.width / unit);
  const height = Math.round(room.height / unit);
  const scene = useMemo(() => sceneFor(plan, { width, height, text }), [plan, width, height, text]);
  const marks = useMarks(park, plan, points);
  const tags = useMemo(
    () =>
      wishesOf({
        plan,
        scene,
        points,
        text,
        nameOf,
        feederName: (code) => (points[code] ? nameOf(points[code].name) : code),
        tripped: marks.tripped,
        words: { off: t('site.isOff'), pv: t('role.pv'), storage: t('role.storage') },
      }),
    [plan, scene, points, text, nameOf, marks, t],
  );
  const labels = useMemo(
    () =>
      placeLabels(tags, {
        faces: scene.faces,
        wires: scene.cables.map(({ path }) => path),
        taken: [...(isWall ? corners(height, text) : []), ...alarmBoxes(scene, marks.alarmed, text)],
        view: { width, height },
        text,
      }),
    [tags, scene, marks, width, height, text, isWall],
  );
  const drawn = useMemo(() => ({ plan, tags, cables: scene.cables, text }), [plan, tags, scene, text]);
  const root = useRef<HTMLDivElement>(null);
  useSiteFigures(park, root, drawn);
  const buildingName = useCallback(
    (code: string) => {
      const building = plan.buildings.find((one) => one.code === code);
      return building ? nameOf(building.name) : code;
    },
    [plan, nameOf],
  );
  const { pick, handlers } = useSitePick(plan, onPick);
  useShownState(root, scene, pick, focus);
  const view = `0 0 ${width} ${height}`;
  const extent = useMemo(() => ({ width, height }), [width, height]);
  const off = useMemo(() => offRings(plan, scene, points, marks.tripped), [plan, scene, points, marks]);
  return (
    <div ref={root} {...handlers}>
      <SiteBuildings scene={scene} view={view} text={text} id={id} nameOf={buildingName} label={t('site.picture')} />
      <SiteFlows scene={scene} text={text} view={view} />
      <SitePulses scene={scene} alarmed={marks.alarmed} view={extent} text={text} />
      <SiteMarks scene={scene} view={view} text={text} tags={tags} labels={labels} alarmed={marks.alarmed} off={off} />
      {pick ? <SiteCard park={park} plan={plan} pick={pick} at={cardPlace(scene, pick.building, extent)} /> : null}
    </div>
  );
}

/** On a wall: the water above to the left, the key below it. */
const corners = (height: number, text: number): readonly Box[] => [
  { left: 0, top: 0, right: WATER.width * text, bottom: WATER.height * text },
  { left: 0, top: height - KEY.height * text, right: KEY.width * text, bottom: height },
];

/** Room for tags above and below the drawing. */
const within = (width: number, height: number, text: number): Box => ({
  left: text * 1.5,
  top: text * 2.6,
  right: width - text * 1.5,
  bottom: height - text * 2.4,
});

/** The last picture of each plan: a page that comes back does not draw it anew. */
const scenes = new WeakMap<SitePlan, { readonly key: string; readonly scene: Scene }>();

const sceneFor = (
  plan: SitePlan,
  { width, height, text }: { readonly width: number; readonly height: number; readonly text: number },
): Scene => {
  const key = `${width} ${height} ${text}`;
  const known = scenes.get(plan);
  if (known?.key === key) return known.scene;
  const scene = sceneOf(plan, within(width, height, text));
  scenes.set(plan, { key, scene });
  return scene;
};

interface Marks {
  readonly tripped: readonly string[];
  readonly alarmed: readonly Alarmed[];
}

/** What is switched off and what alarms: a new drawing of marks only when one comes or goes, however often the boards change. */
const useMarks = (park: string, plan: SitePlan, points: Points): Marks => {
  const tripped = useBoardField({ type: 'meters', park }, (data) => trippedOf(data).join(' ')) ?? '';
  const alarmed = useBoardField({ type: 'park', park }, ({ alarms }) => JSON.stringify(alarmedOf(plan, alarms, points))) ?? '[]';
  return useMemo(
    () => ({ tripped: tripped === '' ? [] : tripped.split(' '), alarmed: JSON.parse(alarmed) as readonly Alarmed[] }),
    [tripped, alarmed],
  );
};

const alarmBoxes = (scene: Scene, alarmed: readonly Alarmed[], text: number): readonly Box[] =>
  alarmed.flatMap(({ building }) => {
    const at = building === null ? scene.master : scene.anchors.get(building)?.corner;
    return at ? [{ left: at[0] - text * 1.2, top: at[1] - text * 1.2, right: at[0] + text * 1.2, bottom: at[1] + text * 0.8 }] : [];
  });

/** The wall of the floor where a meter is switched off. */
const offRings = (plan: SitePlan, scene: Scene, points: Points, tripped: readonly string[]): readonly Ring[] =>
  tripped.flatMap((code) => {
    const place = plan.places.get(points[code]?.space ?? '');
    const floor = plan.buildings
      .find((building) => building.code === place?.building)
      ?.floors.find((one) => one.code !== null && one.code === place?.floor);
    const ring = floor && place && scene.anchors.get(place.building)?.faces.get(floor.key);
    return ring ? [ring] : [];
  });

/** What is pointed at and what stands back, as attributes: the drawing itself is not made again. */
const useShownState = (root: { readonly current: Element | null }, scene: Scene, pick: SitePick | null, focus: string | null): void => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new scene has new elements
  useEffect(() => {
    for (const element of root.current?.querySelectorAll('[data-building]') ?? []) {
      element.toggleAttribute('data-dim', focus !== null && element.getAttribute('data-building') !== focus);
      element.toggleAttribute(
        'data-picked',
        pick !== null && pick.floor === null && element.getAttribute('data-building') === pick.building,
      );
    }
    for (const element of root.current?.querySelectorAll('[data-slab]') ?? [])
      element.toggleAttribute('data-picked', pick !== null && element.getAttribute('data-slab') === `${pick.building}/${pick.floor}`);
  }, [root, scene, pick, focus]);
};

/** Beside the building, as shares of the picture; on the side that has room. */
const cardPlace = (scene: Scene, building: string, view: { readonly width: number; readonly height: number }) => {
  const [x, y] = scene.anchors.get(building)?.roof ?? [view.width / 2, view.height / 2];
  return { x: x / view.width, y: y / view.height };
};

/** The ground of a park we do not know yet. */
function Waiting() {
  return (
    <svg className={styles.waiting} viewBox="0 0 400 240" aria-hidden="true">
      <path d="M200 40 340 110 200 180 60 110Z" />
    </svg>
  );
}
