// `npm start`, second half: builds the pages when they are stale and becomes the program.
import { execve } from 'node:process';
import { ensureBuilt } from './ready/build.ts';
import { isFree, portsOf } from './ready/ports.ts';
import { giveUp, say } from './ready/say.ts';

for (const { name, port } of portsOf(process.env)) {
  if (!(await isFree(port))) giveUp(`port ${port} is taken. Choose another one: ${name}=${port + 1} npm start`);
}
await ensureBuilt();
say('starting');
const env = { ...process.env, NODE_ENV: process.env.NODE_ENV ?? 'production' };
if (execve) execve(process.execPath, [process.execPath, 'server/main.ts'], env);
else giveUp('this system cannot hand a process over; run: node server/main.ts');
