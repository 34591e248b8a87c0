import type { Mark, Page, Tone } from '#domain/paper/mark.ts';
import styles from './PaperPage.module.css';

interface Props {
  readonly page: Page;
  readonly size: { readonly width: number; readonly height: number };
  readonly tones: Readonly<Record<Tone, string>>;
  readonly logo: string | null;
  readonly label: string;
}

/** A page of paper, mark by mark, where the PDF has it. */
export function PaperPage({ page, size, tones, logo, label }: Props) {
  return (
    <svg className={styles.page} viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={label}>
      {page.marks.map((mark, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: marks have a place and no name
        <Drawn key={i} mark={mark} tones={tones} logo={logo} />
      ))}
    </svg>
  );
}

const SEMIBOLD = 600;
const ACROSS_OPACITY = 0.08;

function Drawn({ mark, tones, logo }: { readonly mark: Mark; readonly tones: Props['tones']; readonly logo: string | null }) {
  switch (mark.type) {
    case 'text':
      return (
        <text x={mark.x} y={mark.y} fontSize={mark.size} fontWeight={mark.weight === 'bold' ? SEMIBOLD : undefined} fill={tones[mark.tone]}>
          {mark.text}
        </text>
      );
    case 'rule':
      return <line x1={mark.x1} x2={mark.x2} y1={mark.y} y2={mark.y} strokeWidth={mark.width} stroke={tones[mark.tone]} />;
    case 'box':
      return (
        <rect
          x={mark.x}
          y={mark.y}
          width={mark.width}
          height={mark.height}
          fill={mark.hollow ? 'none' : tones[mark.tone]}
          stroke={mark.hollow ? tones[mark.tone] : undefined}
          strokeWidth={0.8}
        />
      );
    case 'logo':
      return logo === null ? null : <image href={logo} x={mark.x} y={mark.y} width={mark.width} height={mark.height} />;
    case 'across':
      return (
        <text
          x={mark.x}
          y={mark.y + mark.size * 0.35}
          fontSize={mark.size}
          fontWeight={SEMIBOLD}
          textAnchor="middle"
          fill={tones.warn}
          fillOpacity={ACROSS_OPACITY}
          transform={`rotate(${-mark.degrees} ${mark.x} ${mark.y})`}
        >
          {mark.text}
        </text>
      );
  }
}
