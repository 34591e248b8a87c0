import { randomUUID } from 'node:crypto';
import { PHASE_PRODUCTION_BUILD } from 'next/constants.js';

/** @type {(phase: string) => import('next').NextConfig} */
const config = (phase) => ({
  // What the service worker of this build is called; pages in development have none.
  compiler: { define: { __BUILD__: phase === PHASE_PRODUCTION_BUILD ? randomUUID().slice(0, 8) : '' } },
  // `npm run check` runs tsc over the whole project; its own tsconfig keeps Next from rewriting the project's.
  typescript: { ignoreBuildErrors: true, tsconfigPath: 'app/tsconfig.json' },
  poweredByHeader: false,
  devIndicators: false,
  agentRules: false,
});

export default config;
