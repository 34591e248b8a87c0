// `npm run check`: what can be said without running the program. Every part runs, whatever the others found; ends with `N passed, N failed`.
import { run } from './ready/command.ts';

const PARTS: readonly { readonly name: string; readonly command: readonly [string, ...string[]] }[] = [
  { name: 'types', command: ['tsc', '-p', '.', '--pretty', 'false'] },
  { name: 'types of the pages', command: ['tsc', '-p', 'tsconfig.app.json', '--pretty', 'false'] },
  { name: 'lint and format', command: ['biome', 'check', '--error-on-warnings', '--max-diagnostics=none', '--diagnostic-level=warn'] },
  { name: 'dependency rule', command: ['node', 'scripts/dependency-rule.ts'] },
  { name: 'dead code', command: ['knip', '--no-progress'] },
  { name: 'house rules', command: ['node', 'scripts/tidy.ts'] },
];

const ran = await Promise.all(
  PARTS.map(async ({ name, command: [tool, ...args] }) => {
    const begun = performance.now();
    const { code, output } = await run(tool, args, { quiet: true });
    return { name, code, output, seconds: (performance.now() - begun) / 1000 };
  }),
);
for (const { name, code, output, seconds } of ran) {
  process.stdout.write(`${code === 0 ? 'ok' : 'FAULTS'}  ${name} (${seconds.toFixed(1)} s)\n`);
  if (code !== 0) process.stdout.write(`${output.trimEnd()}\n\n`);
}
const failed = ran.filter(({ code }) => code !== 0).length;
process.stdout.write(`${ran.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
