/** @type {import('next').NextConfig} */
const config = {
  // `npm run check` runs tsc over the whole project; its own tsconfig keeps Next from rewriting the project's.
  typescript: { ignoreBuildErrors: true, tsconfigPath: 'app/tsconfig.json' },
  poweredByHeader: false,
  devIndicators: false,
  agentRules: false,
};

export default config;
