'use client';

import { useEffect } from 'react';

/** The font's table of pieces is 100 kB: it comes after the page stands, and until then the system's Chinese font shows. */
export function ChineseFont() {
  useEffect(() => {
    void import('./chinese-font.ts');
  }, []);
  return null;
}
