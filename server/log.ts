import { type Logger, pino } from 'pino';
import type { LogLevel } from './config.ts';

export type Log = Logger;

/** JSON lines on stdout. Who handles an error logs it, once, with ids, without secrets or names of persons. */
export const createLog = (level: LogLevel): Log =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['password', 'token', 'authorization', 'cookie', '*.password', '*.token'], censor: '[removed]' },
  });
