'use client';

import { useEffect } from 'react';

/** The build's own mark; empty in development (next.config.js). */
declare const __BUILD__: string;

/** Lets a phone keep the program's parts (public/sw.js). A browser without service workers, or a page that is not served safely, goes without. */
export function ServiceWorker() {
  useEffect(() => {
    if (__BUILD__ === '' || !('serviceWorker' in navigator) || location.pathname.startsWith('/wall/')) return;
    // A worker that cannot be installed now (the network broke) is tried again by the next page; the old one goes on.
    navigator.serviceWorker.register(`/sw.js?build=${__BUILD__}`).catch(() => undefined);
  }, []);
  return null;
}

/** The page for no network is kept in one language and theme: after a change it is fetched anew. */
export const looksChanged = (): void => {
  navigator.serviceWorker?.controller?.postMessage('looks-changed');
};
