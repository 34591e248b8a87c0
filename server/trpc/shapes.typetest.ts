import type { z } from 'zod';
import type { ParkBoard } from '#domain/board/board.ts';
import type { parkBoard } from './shapes.ts';

type KeysDeep<T> = T extends string | number | boolean
  ? never
  : T extends readonly (infer Item)[]
    ? KeysDeep<Item>
    : T extends object
      ? string extends keyof T
        ? never
        : { [Key in keyof T & string]: Key | `${Key}.${KeysDeep<NonNullable<T[Key]>>}` }[keyof T & string]
      : never;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

// A board fits its schema, and no member of it is left out of the answer.
({}) as ParkBoard satisfies z.input<typeof parkBoard>;
true satisfies Same<KeysDeep<ParkBoard>, KeysDeep<z.output<typeof parkBoard>>>;
