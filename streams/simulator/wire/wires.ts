import { acrelHwWire } from './acrel-hw.ts';
import { canonicalWire } from './canonical.ts';
import { eiotWire } from './eiot.ts';
import type { Wire } from './wire.ts';

const WIRES: Readonly<Record<string, Wire>> = { canonical: canonicalWire, eiot: eiotWire, acrelHW: acrelHwWire };

/** Null for a family that the simulator does not speak. */
export const wireOf = (codec: string): Wire | null => WIRES[codec] ?? null;
