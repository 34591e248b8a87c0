'use client';

import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { photoAddress } from '../../rpc/photos.ts';
import { useWords } from '../../words/use-words.ts';
import type { SeenPhoto } from './PhotoThumbs.tsx';
import styles from './PhotoViewer.module.css';

interface Props {
  readonly park: string;
  readonly photos: readonly SeenPhoto[];
  /** Which of them is seen. */
  readonly at: number;
  readonly go: (at: number) => void;
  readonly close: () => void;
}

/** One photo, as large as the screen; arrow keys lead to its neighbours, Escape back to where it was opened. */
export function PhotoViewer({ park, photos, at, go, close }: Props) {
  const t = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [failed, setFailed] = useState<number | null>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const photo = photos[at];
  if (!photo) return null;
  const step = (by: number) => go((at + by + photos.length) % photos.length);
  const onKey = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowLeft') step(-1);
    if (key === 'ArrowRight') step(1);
  };
  return (
    <dialog ref={dialog} className={styles.viewer} aria-label={photo.alt} onClose={close} onKeyDown={onKey}>
      <figure>
        {failed === photo.id ? (
          <p role="alert">{t('photo.notLoaded')}</p>
        ) : (
          // biome-ignore lint/performance/noImgElement: kept by the browser for good, and of its final size
          <img key={photo.id} src={photoAddress(park, photo.id)} alt={photo.alt} onError={() => setFailed(photo.id)} />
        )}
        <figcaption>
          <span aria-live="polite">{photo.alt}</span>
          {photos.length > 1 ? <small>{t('photo.place', { n: at + 1, of: photos.length })}</small> : null}
        </figcaption>
      </figure>
      <div className={styles.acts}>
        {photos.length > 1 ? (
          <>
            <button type="button" aria-label={t('photo.before')} onClick={() => step(-1)}>
              ←
            </button>
            <button type="button" aria-label={t('photo.after')} onClick={() => step(1)}>
              →
            </button>
          </>
        ) : null}
        <button type="button" onClick={() => dialog.current?.close()}>
          {t('photo.close')}
        </button>
      </div>
    </dialog>
  );
}
