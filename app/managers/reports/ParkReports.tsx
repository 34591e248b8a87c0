'use client';

import { useBoardField } from '../../live/use-board.ts';
import { TableBones } from '../../parts/TableBones.tsx';
import { Reports } from './Reports.tsx';

/** A park's reports. */
export function ParkReports({ park }: { readonly park: string }) {
  const today = useBoardField({ type: 'park', park }, (board) => board.day);
  return today === null ? <TableBones /> : <Reports park={park} today={today} root={`/parks/${encodeURIComponent(park)}/reports`} />;
}
