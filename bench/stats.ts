/** The value below which a share of them lies; null of none. */
export const percentile = (values: readonly number[], share: number): number | null => {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
};

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** "p50 12 ms, p99 80 ms" */
export const spreadText = (values: readonly number[]): string =>
  values.length === 0
    ? 'nothing seen'
    : `p50 ${Math.round(percentile(values, 0.5) ?? 0)} ms, p99 ${Math.round(percentile(values, 0.99) ?? 0)} ms`;

export const wholeText = (n: number): string => Math.round(n).toLocaleString('en-US');
export const megabytesText = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MB`;
