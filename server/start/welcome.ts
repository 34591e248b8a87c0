import type { RunningProgram } from './program.ts';

/** What a person who has just started the program wants to know. */
export function welcome({ url, mqttUrl, demo }: RunningProgram): string {
  const lines = ['', `ParkTwin is running at ${url}`, `Meters publish to ${mqttUrl}`];
  if (demo) {
    const width = Math.max(...demo.people.map(({ email }) => email.length));
    lines.push('', 'Demo logins (kept in demo-logins.json of the data folder):');
    for (const { email, password, sees } of demo.people) lines.push(`  ${email.padEnd(width)}  ${password}  ${sees}`);
    lines.push('', 'Walls (open once on the display):');
    for (const { path } of demo.walls) lines.push(`  ${url}${path}`);
  }
  return `${lines.join('\n')}\n\n`;
}
