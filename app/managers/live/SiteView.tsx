'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { Bone } from '../../parts/Bone.tsx';
import type { SitePick } from '../../site/Site.tsx';
import type { Crumb } from './drill.ts';
import { PARK, type Place } from './place.ts';
import styles from './SiteView.module.css';

const Site = dynamic(() => import('../../site/Site.tsx').then(({ Site: drawn }) => drawn), {
  ssr: false,
  loading: () => <Bone height="100%" />,
});

interface Props {
  readonly park: string;
  readonly crumbs: readonly Crumb[];
  readonly hrefOf: (place: Place) => string;
}

/** The twin above (beside) the list: a building that is pressed is gone into; where one stands stays in sight. */
export function SiteView({ park, crumbs, hrefOf }: Props) {
  const router = useRouter();
  const building = crumbs.find(({ kind }) => kind === 'building')?.code ?? null;
  const go = ({ building: code, floorCode }: SitePick) => router.push(hrefOf({ ...PARK, space: floorCode ?? code }), { scroll: false });
  return (
    <div className={styles.site}>
      <Site park={park} size="card" focus={building} onPick={go} />
    </div>
  );
}
