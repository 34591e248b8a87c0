import { z } from 'zod';
import { code, instant } from '../trpc/input.ts';

const text = z.string().max(64);
/** Of a register: kWh or m³, at the meter. */
const decimal = z.string().max(40);
/** What a person read at the meter. */
const registers = z.object({ import: decimal.optional(), export: decimal.optional(), reactive: decimal.optional() });

const device = z.object({
  serial: text,
  codec: text,
  model: z.string().max(200).optional(),
  /** Where the register starts again at zero; absent: what meters of six (water: five) places do. */
  modulus: decimal.optional(),
  /** The most the meter carries at its own side, kW or m³/h; absent: what its kind usually does. */
  max: z.number().optional(),
  intervalS: z.number(),
});

/** A device that waits in quarantine, and where it hangs. `ratio`: CT x PT. */
export const registrationForm = device.extend({
  park: code,
  point: text,
  ratio: decimal,
  from: instant,
  start: registers.optional(),
});

/** A change of what hangs at a point. A device the park has keeps what the park knows of it. */
export const changeForm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('install'), at: instant, device, ratio: decimal, start: registers }),
  z.object({ kind: z.literal('replace'), at: instant, end: registers, device, ratio: decimal, start: registers }),
  // Other transformers before the same meter, which showed `end` then.
  z.object({ kind: z.literal('ratio'), at: instant, end: registers, ratio: decimal }),
  z.object({ kind: z.literal('end'), at: instant, end: registers }),
]);

export type FormRegisters = Readonly<z.output<typeof registers>>;
export type RegistrationForm = Omit<Readonly<z.output<typeof registrationForm>>, 'park'>;
export type ChangeForm = Readonly<z.output<typeof changeForm>>;
