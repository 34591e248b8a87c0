/** What db/ and streams/ need of a log; pino's Logger is one. */
export interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}
