interface Props {
  readonly values: readonly (number | null)[];
  readonly label: string;
}

const WIDTH = 120;
const HEIGHT = 24;

/** A small bar a day, from zero; a gap where nothing was read. The last day, which still runs, is paler. One path each: a group has hundreds. */
export function Spark({ values, label }: Props) {
  const top = Math.max(1, ...values.map((value) => value ?? 0));
  const step = WIDTH / Math.max(1, values.length);
  const bar = (value: number | null, i: number): string => {
    if (value === null || value <= 0) return '';
    const height = (value / top) * HEIGHT;
    return `M${round(i * step)} ${HEIGHT}v${round(-height)}h${round(Math.max(0.8, step - 1))}v${round(height)}z`;
  };
  const last = values.length - 1;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={label} fill="var(--ink)">
      <path d={values.slice(0, last).map(bar).join('')} fillOpacity="0.85" />
      <path d={bar(values[last] ?? null, last)} fillOpacity="0.5" />
    </svg>
  );
}

const round = (n: number): number => Math.round(n * 100) / 100;
