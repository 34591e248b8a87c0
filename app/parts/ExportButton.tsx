'use client';

import { type ToggleEvent, useEffect, useId, useRef, useState } from 'react';
import { useLocale } from 'use-intl';
import { SECOND_MS } from '#domain/time/instant.ts';
import { Icon } from '../shell/Icon.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './ExportButton.module.css';
import {
  type ExportFormat,
  type ExportKind,
  type ExportQuery,
  type ExportRefusal,
  exportAddress,
  refusalOfText,
} from './export-address.ts';

interface Props {
  readonly kind: ExportKind;
  /** park, point, account, from, to; the language is added. */
  readonly query: ExportQuery;
  readonly formats?: readonly ExportFormat[];
}

const FORMATS: readonly ExportFormat[] = ['csv', 'xlsx'];
/** A file is the browser's own business: it says when it has it. So long we say that it was asked for. */
const ASKED_MS = 6 * SECOND_MS;
const EDGE_PX = 8;
const MENU_PX = 240;

type Shown = { readonly type: 'nothing' } | { readonly type: 'asked' } | { readonly type: 'refused'; readonly why: ExportRefusal };

/**
 * What a table or chart shows, as a file. The browser fetches and keeps it while it streams, however large it is; a refusal comes back as a
 * page in a frame nobody sees, and is said here.
 */
export function ExportButton({ kind, query, formats = FORMATS }: Props) {
  const t = useWords();
  const lang = useLocale();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [shown, show] = useState<Shown>({ type: 'nothing' });
  // A frame is a whole document: made once somebody looks at what there is.
  const [framed, setFramed] = useState(false);
  useEffect(() => {
    if (shown.type !== 'asked') return;
    const timer = setTimeout(() => show({ type: 'nothing' }), ASKED_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  const ask = () => {
    menu.current?.hidePopover();
    show({ type: 'asked' });
  };
  return (
    <span className={styles.export}>
      <button ref={button} type="button" className={styles.open} popoverTarget={id}>
        <Icon name="download" />
        {t('export.open')}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className={styles.menu}
        onBeforeToggle={(event) => {
          setFramed(true);
          place(event, button.current);
        }}
      >
        {formats.map((format) => (
          <a key={format} href={exportAddress({ kind, format, query, lang })} target={frameOf(id)} onClick={ask}>
            <b>{format.toUpperCase()}</b>
            <small>{t(`export.formats.${format}`)}</small>
          </a>
        ))}
      </div>
      <span className={styles.said} role="status" data-refused={shown.type === 'refused'}>
        {shown.type === 'asked' ? t('export.asked') : shown.type === 'refused' ? t(`export.refused.${shown.why}`) : ''}
      </span>
      {framed ? (
        <iframe
          name={frameOf(id)}
          title={t('export.open')}
          className={styles.frame}
          tabIndex={-1}
          aria-hidden="true"
          onLoad={({ currentTarget }) => {
            const text = textOf(currentTarget);
            if (text !== '') show({ type: 'refused', why: refusalOfText(text) });
          }}
        />
      ) : null}
    </span>
  );
}

const frameOf = (id: string): string => `export-${id}`;

/** Empty: nothing was asked yet. Null: what is shown there is not of this site. */
const textOf = (frame: HTMLIFrameElement): string | null => {
  const page = frame.contentDocument;
  if (page === null) return null;
  return page.URL === 'about:blank' ? '' : (page.body.textContent ?? ' ');
};

/** Under its button, and never out of the window. */
const place = (event: ToggleEvent<HTMLDivElement>, button: HTMLButtonElement | null): void => {
  const box = button?.getBoundingClientRect();
  if (event.newState !== 'open' || !box) return;
  const { style } = event.currentTarget;
  style.top = `${box.bottom + 4}px`;
  style.left = `${Math.max(EDGE_PX, Math.min(box.right - MENU_PX, innerWidth - MENU_PX - EDGE_PX))}px`;
};
