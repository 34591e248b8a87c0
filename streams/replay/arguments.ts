import { parseArgs } from 'node:util';

export const FORMATS = ['steel', 'kpm33b', 'swm'] as const;
export type ReplayFormat = (typeof FORMATS)[number];

export interface ReplayArguments {
  readonly file: string;
  readonly format: ReplayFormat;
  readonly speed: number;
  readonly mqttUrl: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

export const USAGE = `npm run replay -- --file <path> --format <steel|kpm33b|swm> [--speed <n>] [--mqtt-url <url>]
  --file      a file of recorded meter data
  --format    steel   quarter-hours of a steel plant (UCI 851, CSV)
              swm     hourly registers of water meters (DAIAD, CSV)
              kpm33b  captured MQTT messages (JSON lines), sent as they are
  --speed     times faster than the meters' own time; 0, the default: as fast as the broker takes it, as historical readings
  --mqtt-url  default mqtt://127.0.0.1:1883
  --username, --password  where the broker asks for them`;

/** The arguments, or every fault of them. */
export const replayArguments = (args: readonly string[]): ReplayArguments | { readonly faults: readonly string[] } => {
  let values: Partial<Record<'file' | 'format' | 'speed' | 'mqtt-url' | 'username' | 'password', string>>;
  try {
    const text = { type: 'string' } as const;
    const options = { file: text, format: text, speed: text, 'mqtt-url': text, username: text, password: text };
    ({ values } = parseArgs({ args: [...args], options, strict: true }));
  } catch (error) {
    return { faults: [error instanceof Error ? error.message : String(error)] };
  }
  const { file, username, password } = values;
  const format = FORMATS.find((known) => known === values.format);
  const speed = SPEED.test(values.speed ?? '0') ? Number(values.speed ?? '0') : Number.NaN;
  const mqttUrl = values['mqtt-url'] ?? 'mqtt://127.0.0.1:1883';
  const faults = [
    ...(file === undefined || file === '' ? ['--file is missing'] : []),
    ...(format === undefined
      ? [`--format ${values.format === undefined ? 'is missing' : `is "${values.format}"`}: ${FORMATS.join(', ')}`]
      : []),
    ...(Number.isNaN(speed) ? [`--speed is "${values.speed}": a number from 0`] : []),
    ...(format === 'kpm33b' && speed > 0 ? ['--speed: a capture does not say when its messages came, so it has no pace; use 0'] : []),
    ...(isMqttUrl(mqttUrl) ? [] : [`--mqtt-url is "${mqttUrl}": mqtt://host:port or mqtts://host:port`]),
  ];
  if (file === undefined || format === undefined || faults.length > 0) return { faults };
  return { file, format, speed, mqttUrl, username, password };
};

const SPEED = /^\d{1,9}(?:\.\d{1,6})?$/;

const isMqttUrl = (text: string): boolean => /^(?:mqtts?|tcp|ssl|wss?):$/.test(URL.parse(text)?.protocol ?? '');
