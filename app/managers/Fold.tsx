'use client';

import { type ReactNode, useState } from 'react';

interface Props {
  readonly summary: ReactNode;
  readonly open?: boolean;
  /** Drawn only while it is open: what is folded costs nothing. */
  readonly children: () => ReactNode;
}

export function Fold({ summary, open: first = false, children }: Props) {
  const [open, setOpen] = useState(first);
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{summary}</summary>
      {open ? children() : null}
    </details>
  );
}
