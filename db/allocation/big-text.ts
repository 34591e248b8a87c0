/** For JSON: whole numbers beyond what it holds exactly as text. */
export const bigText = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);
