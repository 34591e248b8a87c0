'use client';

import { useRef } from 'react';
import { useWords } from '../../words/use-words.ts';
import styles from './PhotoField.module.css';
import type { Photo } from './photo-list.ts';
import type { Photos } from './use-photos.ts';

interface Props {
  readonly photos: Photos;
  /** What they are of, for this form. */
  readonly field: string;
  /** What they show: "the old meter's register". */
  readonly label: string;
  /** Whether one more may be added. */
  readonly more: boolean;
}

/** Photos of one thing: taken or chosen, looked at, removed, sent again. On a phone the first button opens its camera. */
export function PhotoField({ photos, field, label, more }: Props) {
  const t = useWords();
  const camera = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const own = photos.list.filter((photo) => photo.field === field);
  const picker = {
    type: 'file',
    accept: 'image/*',
    hidden: true,
    tabIndex: -1,
    'aria-label': label,
    onChange: ({ target }: { readonly target: HTMLInputElement }) => {
      const [file] = target.files ?? [];
      if (file) photos.add(field, file);
      target.value = '';
    },
  } as const;
  return (
    <fieldset className={styles.field}>
      <legend className={styles.label}>{label}</legend>
      <ul className={styles.photos}>
        {own.map((photo, i) => (
          <Shot key={photo.key} photo={photo} name={t('photo.nth', { label, n: i + 1 })} photos={photos} />
        ))}
        {more ? (
          <li className={styles.add}>
            <button type="button" data-camera onClick={() => camera.current?.click()}>
              <Camera />
              {t('photo.take')}
            </button>
            <button type="button" onClick={() => files.current?.click()}>
              <Picture />
              {t('photo.choose')}
            </button>
          </li>
        ) : null}
      </ul>
      <input {...picker} ref={camera} capture="environment" />
      <input {...picker} ref={files} data-files={field} />
    </fieldset>
  );
}

function Shot({ photo, name, photos }: { readonly photo: Photo; readonly name: string; readonly photos: Photos }) {
  const t = useWords();
  const { key, state, address } = photo;
  return (
    <li className={styles.photo} data-state={state.type}>
      {address === null ? (
        <span className={styles.blank} />
      ) : (
        // biome-ignore lint/performance/noImgElement: it is on this machine already
        <img src={address} alt={name} />
      )}
      {state.type === 'sending' ? <progress value={state.part} aria-label={t('photo.sending', { name })} /> : null}
      {state.type === 'kept' ? <i role="img" aria-label={t('photo.kept')} /> : null}
      {state.type === 'failed' ? (
        <p role="alert">
          {t(`photo.failed.${state.why}`)}
          {state.why === 'unreadable' || state.why === 'noPicture' ? null : (
            <button type="button" aria-label={t('photo.againOf', { name })} onClick={() => photos.again(key)}>
              {t('photo.again')}
            </button>
          )}
        </p>
      ) : null}
      <button type="button" className={styles.remove} aria-label={t('photo.remove', { name })} onClick={() => photos.remove(key)}>
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="m3.5 3.5 9 9m0-9-9 9" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
        </svg>
      </button>
    </li>
  );
}

const Picture = () => (
  <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6">
    <rect x="4" y="5" width="16" height="14" rx="1.5" />
    <path d="m4.5 16.5 4.5-4.5 3.5 3.5 3-3 4.5 4.5" strokeLinejoin="round" />
    <circle cx="15.5" cy="9" r="1.4" />
  </svg>
);

const Camera = () => (
  <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6">
    <path d="M4 8h3.2L9 5.5h6L16.8 8H20v11H4z" strokeLinejoin="round" />
    <circle cx="12" cy="13.2" r="3.4" />
  </svg>
);
