'use client';

import { createContext, type KeyboardEvent, type ReactNode, type ToggleEvent, useContext, useId, useRef } from 'react';
import { Icon } from '../shell/Icon.tsx';
import styles from './Menu.module.css';

interface Props {
  readonly word: string;
  readonly label: string;
  /** Nothing has been done yet: the button asks for it. */
  readonly strong?: boolean;
  readonly children: ReactNode;
}

const CloseContext = createContext<() => void>(() => undefined);

const EDGE_PX = 8;
const MENU_PX = 220;

/** A button and what it offers, opened beside it and within the window; arrow keys go through it, Escape closes it. */
export function Menu({ word, label, strong = false, children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  return (
    <>
      <button ref={button} type="button" className={styles.open} popoverTarget={id} aria-label={`${word} · ${label}`} data-strong={strong}>
        {word}
        <Icon name="chevron" />
      </button>
      <div
        id={id}
        ref={menu}
        popover="auto"
        className={styles.menu}
        role="menu"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={walk}
        onBeforeToggle={(event) => place(event, button.current)}
        onToggle={toFirst}
      >
        <CloseContext value={() => menu.current?.hidePopover()}>{children}</CloseContext>
      </div>
    </>
  );
}

export function MenuItem({ run, children }: { readonly run: () => void; readonly children: ReactNode }) {
  const close = useContext(CloseContext);
  const press = () => {
    close();
    run();
  };
  return (
    <button type="button" role="menuitem" onClick={press}>
      {children}
    </button>
  );
}

const toFirst = (event: ToggleEvent<HTMLDivElement>): void => {
  if (event.newState === 'open') event.currentTarget.querySelector<HTMLElement>('[role=menuitem]')?.focus();
};

const place = (event: ToggleEvent<HTMLDivElement>, button: HTMLButtonElement | null): void => {
  const box = button?.getBoundingClientRect();
  if (event.newState !== 'open' || !box) return;
  const { style, childElementCount } = event.currentTarget;
  const height = childElementCount * ITEM_PX + 2 * EDGE_PX;
  const below = box.bottom + 4 + height < innerHeight - BAR_PX;
  style.top = `${below ? box.bottom + 4 : Math.max(EDGE_PX, box.top - height - 4)}px`;
  style.left = `${Math.max(EDGE_PX, Math.min(box.right - MENU_PX, innerWidth - MENU_PX - EDGE_PX))}px`;
};

const ITEM_PX = 44;
/** A phone's navigation. */
const BAR_PX = 60;

const walk = (event: KeyboardEvent<HTMLDivElement>): void => {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const items: Element[] = [...event.currentTarget.querySelectorAll('[role=menuitem]')];
  const here = document.activeElement ? items.indexOf(document.activeElement) : -1;
  const next = items[(here + step + items.length) % items.length];
  if (next instanceof HTMLElement) next.focus();
};
