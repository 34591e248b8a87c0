'use client';

import { createContext, useContext } from 'react';
import type { Words } from '#domain/park/model.ts';
import { useNames } from '../../words/use-words.ts';

/** Names of the parks a report is over, by code. */
export const ParkNames = createContext<ReadonlyMap<string, Words>>(new Map());

export function ParkName({ code }: { readonly code: string }) {
  const name = useContext(ParkNames).get(code);
  const nameOf = useNames();
  return name ? nameOf(name) : code;
}
