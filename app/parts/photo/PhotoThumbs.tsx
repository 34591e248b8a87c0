'use client';

import { useState } from 'react';
import { photoAddress } from '../../rpc/photos.ts';
import { useWords } from '../../words/use-words.ts';
import styles from './PhotoThumbs.module.css';
import { PhotoViewer } from './PhotoViewer.tsx';

/** A photo that is kept, and what it shows in words: the meter, the day, the register. */
export interface SeenPhoto {
  readonly id: number;
  readonly alt: string;
}

/** Small photos in a row; each opens large, and leads on to its neighbours there. */
export function PhotoThumbs({ park, photos }: { readonly park: string; readonly photos: readonly SeenPhoto[] }) {
  const t = useWords();
  const [open, setOpen] = useState<number | null>(null);
  if (photos.length === 0) return null;
  return (
    <>
      <ul className={styles.thumbs}>
        {photos.map(({ id, alt }, i) => (
          <li key={id}>
            <button type="button" aria-label={t('photo.open', { alt })} onClick={() => setOpen(i)}>
              {/* biome-ignore lint/performance/noImgElement: kept by the browser for good, and of its final size */}
              <img src={photoAddress(park, id)} alt={alt} loading="lazy" decoding="async" />
            </button>
          </li>
        ))}
      </ul>
      {open === null ? null : <PhotoViewer park={park} photos={photos} at={open} go={setOpen} close={() => setOpen(null)} />}
    </>
  );
}
