interface Props {
  readonly values: readonly (number | null)[];
  readonly label: string;
}

const WIDTH = 120;
const HEIGHT = 24;

/** A small bar a day, from zero; a gap where nothing was read. The last day, which still runs, is paler. */
export function Spark({ values, label }: Props) {
  const top = Math.max(1, ...values.map((value) => value ?? 0));
  const step = WIDTH / Math.max(1, values.length);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      {values.map((value, i) =>
        value === null ? null : (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place
            key={i}
            x={i * step}
            y={HEIGHT - (Math.max(0, value) / top) * HEIGHT}
            width={Math.max(0.8, step - 1)}
            height={(Math.max(0, value) / top) * HEIGHT}
            fill="var(--ink)"
            fillOpacity={i === values.length - 1 ? 0.5 : 0.85}
          />
        ),
      )}
    </svg>
  );
}
