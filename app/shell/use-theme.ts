'use client';

import { useSyncExternalStore } from 'react';
import { THEMES, type Theme, type ThemeName } from '../design/themes.ts';
import { THEME_EVENT } from './choices.ts';

/** The theme the page shows: a person's choice, else the system's; on paper the light one. Charts read their colours from it. */
export const useTheme = (): Theme => THEMES[useSyncExternalStore(subscribe, shown, onServer)];

/** A person's choice; null: the system's. */
export const useChosenTheme = (): ThemeName | null => useSyncExternalStore(subscribe, chosen, noChoice);

const noChoice = (): ThemeName | null => null;
const onServer = (): ThemeName => 'light';

const DARK_QUERY = '(prefers-color-scheme: dark)';

const chosen = (): ThemeName | null => {
  const { theme } = document.documentElement.dataset;
  return theme === 'dark' || theme === 'light' ? theme : null;
};

const shown = (): ThemeName =>
  (matchMedia('print').matches ? 'light' : null) ?? chosen() ?? (matchMedia(DARK_QUERY).matches ? 'dark' : 'light');

const subscribe = (listener: () => void): (() => void) => {
  const queries = [matchMedia(DARK_QUERY), matchMedia('print')];
  for (const query of queries) query.addEventListener('change', listener);
  window.addEventListener(THEME_EVENT, listener);
  return () => {
    for (const query of queries) query.removeEventListener('change', listener);
    window.removeEventListener(THEME_EVENT, listener);
  };
};
