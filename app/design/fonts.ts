import localFont from 'next/font/local';

/** Latin and digits. One variable file serves all weights; Chinese comes from ChineseFont.tsx, piece by piece. */
export const inter = localFont({
  src: '../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-inter',
  display: 'swap',
  adjustFontFallback: 'Arial',
});
