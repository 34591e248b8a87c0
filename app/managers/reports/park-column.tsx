import type { Column } from '../../parts/DataTable.tsx';
import { ParkName } from './ParkNames.tsx';

/** Which park a row is of: where there are several. */
export const parkColumn = <Row extends { readonly park: string }>(park: string | null, head: string): readonly Column<Row>[] =>
  park === null
    ? [{ key: 'park', head, cell: (row) => <ParkName code={row.park} />, sort: (a, b) => (a.park < b.park ? -1 : 1), phone: 'note' }]
    : [];
