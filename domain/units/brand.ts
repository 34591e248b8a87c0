declare const brand: unique symbol;

/** A type that only its own maker produces: a number that is energy is not a number that is money. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
