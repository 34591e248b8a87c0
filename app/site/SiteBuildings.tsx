import { memo } from 'react';
import { pointsText } from './iso.ts';
import styles from './Site.module.css';
import { SiteGround } from './SiteGround.tsx';
import type { Item, Scene, Wall } from './scene.ts';
import { crownOf } from './trees.ts';

interface Props {
  readonly scene: Scene;
  readonly view: string;
  readonly text: number;
  /** Ids of patterns are the document's: two drawings on a page need their own. */
  readonly id: string;
  /** Names for those who do not see the drawing. */
  readonly nameOf: (building: string) => string;
  readonly label: string;
}

/** The ground, and on it buildings, plant and trees, far to near. Drawn once for a park; loads are written into it as `data-load`. */
export const SiteBuildings = memo(function SiteBuildings({ scene, view, text, id, nameOf, label }: Props) {
  const named = new Set<string>();
  return (
    <svg className={`${styles.layer} ${styles.park}`} viewBox={view} role="application" aria-label={label}>
      <defs>
        <pattern id={`${id}-public`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V6" className={styles.hatch} strokeWidth="4.4" />
        </pattern>
        <pattern id={`${id}-offline`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <path d="M0 0V7" className={styles.offlineHatch} strokeWidth="1.6" />
        </pattern>
      </defs>
      <SiteGround scene={scene} text={text} />
      {scene.items.map((item) => {
        if (item.type === 'tree') return <Tree key={item.key} item={item} unit={scene.tenM} />;
        if (item.type === 'plant') return <Plant key={item.key} item={item} />;
        const first = !named.has(item.code);
        named.add(item.code);
        return <Building key={item.key} item={item} id={id} name={first ? nameOf(item.code) : null} />;
      })}
    </svg>
  );
});

type Of<Type extends Item['type']> = Extract<Item, { readonly type: Type }>;

interface BuildingProps {
  readonly item: Of<'building'>;
  readonly id: string;
  /** Null for the further parts of a footprint that had to be cut. */
  readonly name: string | null;
}

function Building({ item, id, name }: BuildingProps) {
  const top = item.slabs.at(-1);
  const stop = name === null ? {} : { tabIndex: 0, role: 'button', 'aria-label': name };
  return (
    <g className={styles.building} data-building={item.code} {...stop}>
      {item.joints.map((ring) => (
        <polygon key={pointsText(ring)} className={styles.joint} points={pointsText(ring)} />
      ))}
      {item.slabs.map((slab) => (
        <g key={slab.key} className={styles.slab} data-slab={slab.key} data-load="0 fresh">
          {slab.walls.map((wall) => (
            <polygon
              key={pointsText(wall.ring)}
              points={pointsText(wall.ring)}
              className={wall.shaded && !slab.isPublic ? styles.shaded : styles.wall}
            />
          ))}
          {slab.isPublic ? <Over walls={slab.walls} fill={`url(#${id}-public)`} /> : null}
          <Over walls={slab.walls} fill={`url(#${id}-offline)`} className={styles.offline} />
          {slab.isPublic ? <Over walls={slab.walls.filter(({ shaded }) => shaded)} className={styles.shade} /> : null}
        </g>
      ))}
      <g className={styles.roof} data-roof={top?.key} data-load="0 fresh">
        <polygon points={pointsText(item.roof)} />
      </g>
      {item.panels.map((ring) => (
        <polygon key={pointsText(ring)} className={styles.panel} points={pointsText(ring)} />
      ))}
    </g>
  );
}

interface OverProps {
  readonly walls: readonly Wall[];
  readonly fill?: string;
  readonly className?: string | undefined;
}

/** The fill is a style: the slab's own is a rule, which goes before an attribute. */
const Over = ({ walls, fill, className }: OverProps) =>
  walls.map((wall) => (
    <polygon
      key={pointsText(wall.ring)}
      points={pointsText(wall.ring)}
      className={className}
      style={fill === undefined ? undefined : { fill }}
    />
  ));

const Plant = ({ item }: { readonly item: Of<'plant'> }) => (
  <g>
    {item.walls.map((wall) => (
      <polygon key={pointsText(wall.ring)} className={wall.shaded ? styles.plantRight : styles.plantLeft} points={pointsText(wall.ring)} />
    ))}
    <polygon className={styles.plantTop} points={pointsText(item.top)} />
    {item.panels.map((ring) => (
      <polygon key={pointsText(ring)} className={styles.panel} points={pointsText(ring)} />
    ))}
  </g>
);

const Tree = ({ item: { at, size }, unit }: { readonly item: Of<'tree'>; readonly unit: number }) => {
  const { centre, rx, ry } = crownOf(at, unit * size);
  const [x, y] = [tenth(at[0]), tenth(at[1])];
  return (
    <>
      <ellipse className={styles.treeShade} cx={x + rx * 0.6} cy={y} rx={rx * 1.1} ry={rx * 0.5} />
      <ellipse className={styles.tree} cx={x} cy={tenth(centre[1])} rx={rx} ry={ry} />
    </>
  );
};

const tenth = (n: number): number => Math.round(n * 10) / 10;
