/** Why a park file is refused. The code is stable; screens and scripts may rely on it. docs/park-file.md lists them. */
export type FileFaultCode =
  | 'SHAPE' // not the field, type or notation the format asks for
  | 'TOO_LARGE'
  | 'DUPLICATE'
  | 'UNKNOWN_REFERENCE'
  | 'CYCLE'
  | 'OVERLAP'
  | 'RANGE' // a value, or an order of values, that cannot be
  | 'MISSING'
  | 'MEDIUM' // electricity where water is meant, or the reverse
  | 'TARIFF'
  | 'FOOTPRINT'
  | 'ZONE'
  | 'FIXED' // cannot change once the park exists
  | 'HAS_DATA' // readings, slots or postings hang on it
  | 'TAKEN'; // the code belongs to something else

export interface FileFault {
  /** Where in the file: `points[3].assignments[0].tariff`; empty for the file itself. */
  readonly path: string;
  readonly code: FileFaultCode;
  readonly message: string;
}
