'use client';

import { useEffect } from 'react';
import { SECOND_MS } from '#domain/time/instant.ts';
import { useOutdated } from '../live/use-now.ts';

const TRY_MS = 5 * SECOND_MS;

/** A wall has nobody to press "reload": on a new build it does so itself, as soon as the server serves the page. */
export const useReload = (): void => {
  const outdated = useOutdated();
  useEffect(() => {
    if (!outdated) return;
    let timer: ReturnType<typeof setTimeout>;
    const reload = async () => {
      if (await served()) location.reload();
      else timer = setTimeout(reload, TRY_MS);
    };
    void reload();
    return () => clearTimeout(timer);
  }, [outdated]);
};

const served = async (): Promise<boolean> => {
  try {
    return (await fetch(location.href, { method: 'HEAD', cache: 'no-store' })).ok;
  } catch {
    // Not up yet: asked again.
    return false;
  }
};
