import { footprintFault } from '#domain/park/footprint.ts';
import type { FileSpace } from '#domain/park/park-file.ts';
import { checkTree } from './check-trees.ts';
import type { Entry, FaultList } from './faults.ts';

export interface SpaceEntries {
  readonly spaces: readonly Entry<FileSpace>[];
  readonly codes: { readonly spaces: ReadonlySet<string> };
}

/** What a space of a kind may stand in; a room may do without a floor. */
const PARENT_KINDS: Readonly<Record<FileSpace['kind'], readonly FileSpace['kind'][]>> = {
  building: [],
  floor: ['building'],
  room: ['floor', 'building'],
};

/** Buildings hold floors hold rooms; a footprint is a plain polygon of a building. */
export const checkSpaces = (faults: FaultList, { spaces, codes }: SpaceEntries): void => {
  checkTree(faults, spaces, codes.spaces);
  const kinds = new Map(spaces.map(({ value }) => [value.code, value.kind]));
  for (const { path, value } of spaces) {
    checkParentKind(faults, path, value, kinds);
    if (value.kind === 'building' && (value.floors ?? 1) < 1) faults.add(`${path}.floors`, 'RANGE', 'a building has at least one floor');
    if (value.footprint === undefined || value.footprint.length === 0) continue;
    if (value.kind !== 'building') {
      faults.add(`${path}.footprint`, 'FOOTPRINT', 'only a building has a footprint');
      continue;
    }
    const fault = footprintFault(value.footprint);
    if (fault !== null) faults.add(`${path}.footprint`, 'FOOTPRINT', fault);
  }
};

const checkParentKind = (faults: FaultList, path: string, space: FileSpace, kinds: ReadonlyMap<string, FileSpace['kind']>): void => {
  const allowed = PARENT_KINDS[space.kind];
  if (space.parent === undefined) {
    if (allowed.length > 0) faults.add(`${path}.parent`, 'MISSING', `a ${space.kind} stands in a ${allowed.join(' or ')}`);
    return;
  }
  const kind = kinds.get(space.parent);
  if (kind !== undefined && !allowed.includes(kind)) {
    faults.add(`${path}.parent`, 'RANGE', `a ${space.kind} cannot stand in a ${kind}`);
  }
};
