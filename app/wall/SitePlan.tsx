import { useMemo } from 'react';
import { useNames, useWords } from '../words/use-words.ts';
import { type BuildingLoad, loadStep } from './building-loads.ts';
import { type PlanView, sitePlan } from './site-plan.ts';

/** 1/16 rem of the wall: the plan's place is 26rem wide. */
const VIEW: PlanView = { width: 416, height: 286, margin: 2, text: 16 };

/** The park from above, north up, each building in the colour of its load density. Flat on purpose: what the data say, no more. */
export function SitePlan({ loads }: { readonly loads: readonly BuildingLoad[] }) {
  const t = useWords();
  const nameOf = useNames();
  const byCode = new Map(loads.map((load) => [load.code, load]));
  // Places change with the park, not with the load; the order of names only decides who is named where it is crowded.
  const shape = [...byCode.keys()].sort().join(' ') + t('places.plan');
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const planned = useMemo(
    () =>
      sitePlan(
        loads.map((load) => ({ ...load, name: nameOf(load.name) })),
        VIEW,
      ),
    [shape],
  );
  return (
    <svg viewBox={`0 0 ${VIEW.width} ${VIEW.height}`} width="100%" height="100%" role="img" aria-label={t('places.plan')}>
      {planned.map(({ code, outline }) => {
        const step = loadStep(byCode.get(code)?.density ?? null);
        const colour = `var(--load-${step === 0 ? 'off' : step})`;
        return (
          <polygon
            key={code}
            points={outline}
            fill={`color-mix(in oklab, ${colour} 45%, var(--surface-0))`}
            stroke={colour}
            strokeWidth="1.6"
            strokeLinejoin="round"
          />
        );
      })}
      {planned.map(({ code, label }) => {
        const load = byCode.get(code);
        return label && load ? (
          <text
            key={code}
            x={label[0]}
            y={label[1] + VIEW.text * 0.35}
            fontSize={VIEW.text}
            textAnchor="middle"
            fill="var(--text-1)"
            stroke="var(--surface-0)"
            strokeWidth="3"
            strokeOpacity=".55"
            paintOrder="stroke"
          >
            {nameOf(load.name)}
          </text>
        ) : null;
      })}
    </svg>
  );
}
