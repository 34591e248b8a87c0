'use client';

import { useCallback, useMemo } from 'react';
import { MINUTE_MS } from '#domain/time/instant.ts';
import { askAccounts } from '../rpc/api.ts';
import type { AccountLine } from '../rpc/shapes.ts';
import { dataOf } from '../rpc/use-curves.ts';
import { useKeptQuery } from '../rpc/use-kept-query.ts';
import { useNames } from '../words/use-words.ts';

/** All accounts of a park, a minute old at most; null until they are known. */
export const useAccounts = (park: string): readonly AccountLine[] | null =>
  dataOf(useKeptQuery(`accounts ${park}`, (signal) => askAccounts(park, signal), { everyMs: MINUTE_MS }));

/** The name of an account by its code; null where it is not known (yet). */
export const useAccountNames = (park: string): ((code: string) => string | null) => {
  const nameOf = useNames();
  const accounts = useAccounts(park);
  const names = useMemo(() => new Map((accounts ?? []).map(({ code, name }) => [code, name])), [accounts]);
  return useCallback(
    (code) => {
      const name = names.get(code);
      return name ? nameOf(name) : null;
    },
    [names, nameOf],
  );
};
