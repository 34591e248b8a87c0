import { MARGIN, type Mark, PAGE } from './mark.ts';

/** A piece of paper that is never cut. */
export interface Block {
  readonly height: number;
  /** With its upper edge at y. */
  readonly draw: (y: number) => readonly Mark[];
  /** Stands on the page of what follows. */
  readonly keepsNext?: boolean;
  /** A row of a table, whose head is repeated where it goes on on another page. */
  readonly head?: Block;
  /** Air, that no page begins with. */
  readonly gap?: boolean;
}

export const gap = (height: number): Block => ({ height, draw: () => [], gap: true });

const BOTTOM = PAGE.height - MARGIN.bottom;

/**
 * Puts blocks on pages: `first` and `next` are the upper edges of the first page and of those after it. What keeps its next goes over with it; a chain
 * longer than a page is cut where it must be.
 */
export function flow(
  blocks: readonly Block[],
  { first, next }: { readonly first: number; readonly next: number },
): readonly (readonly Mark[])[] {
  const pages: Mark[][] = [[]];
  let y = first;
  let fresh = true;
  let head: Block | undefined;
  const put = (block: Block): void => {
    pages.at(-1)?.push(...block.draw(y));
    y += block.height;
    fresh = false;
  };
  const turn = (): void => {
    pages.push([]);
    y = next;
    fresh = true;
  };
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i];
    if (!block || (block.gap && fresh)) continue;
    if (!fresh && y + heightFrom(blocks, i, block.head === head ? 0 : (block.head?.height ?? 0)) > BOTTOM) {
      turn();
      head = undefined;
      if (block.gap) continue;
    }
    if (block.head !== undefined && block.head !== head) put(block.head);
    head = block.head;
    put(block);
  }
  return pages;
}

/** Of a block and all it must stand with; no more than a page, or nothing would fit anywhere. */
const heightFrom = (blocks: readonly Block[], index: number, head: number): number => {
  let height = head;
  for (let i = index; i < blocks.length; i++) {
    const block = blocks[i];
    if (!block) break;
    height += block.height;
    if (!block.keepsNext) break;
  }
  const page = BOTTOM - MARGIN.top - 80;
  return height > page ? head + (blocks[index]?.height ?? 0) : height;
};
