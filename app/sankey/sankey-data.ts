/** What an end is, as it is drawn: sources and feeders in ink, tenants quieter, public area and losses each by its own tone. */
export type SankeyTone = 'source' | 'made' | 'feeder' | 'tenant' | 'public' | 'loss' | 'fault';

export interface SankeyNode {
  readonly id: string;
  readonly name: string;
  /** The figure with its unit, and the share: "1,234 kWh · 12.3 %"; it is shown whole or not at all. */
  readonly figure: string;
  readonly tone: SankeyTone;
}

export interface SankeyLink {
  readonly from: string;
  readonly to: string;
  /** Above zero. */
  readonly quantity: number;
}

/** Ends and what flows between them, never in a circle. */
export interface SankeyData {
  readonly nodes: readonly SankeyNode[];
  readonly links: readonly SankeyLink[];
}

/** A picture's room in CSS px, and the size of its letters. */
export interface SankeySize {
  readonly width: number;
  readonly height: number;
  readonly text: number;
}
