import { chargeOf, type Exact, exact, type Fen, fen, price, roundToFen } from './money.ts';
import { primaryOf, quantity } from './quantity.ts';

// Compiled, never run: each line below a directive must be refused by the compiler, or `tsc` fails.

// @ts-expect-error a bare bigint is no money
export const bareFen: Fen = 5n;

// @ts-expect-error fen are not exact charges: exactFromFen says so
export const fenAsExact: Exact = fen(5n);

// @ts-expect-error an exact charge is shown only after it is rounded
export const exactAsFen: Fen = exact(5n);

// @ts-expect-error energy is not money
roundToFen(quantity(1_000));

// @ts-expect-error the price comes second, and is no quantity
chargeOf(price(1n), quantity(1_000));

// @ts-expect-error an amount is no price
chargeOf(quantity(1_000), fen(1n));

// @ts-expect-error a ratio is counted in thousandths by its maker
primaryOf(1_000, 80);

// @ts-expect-error money is never a float
fen(0.05);

// A sum of money leaves the brand: it is named again, on purpose, by its maker.
// @ts-expect-error
export const sum: Fen = fen(1n) + fen(2n);
