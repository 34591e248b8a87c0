import { expect, test } from 'vitest';
import { replayArguments } from './arguments.ts';

test('what is left out has its default', () => {
  expect(replayArguments(['--file', 'a.csv', '--format', 'steel'])).toEqual({
    file: 'a.csv',
    format: 'steel',
    speed: 0,
    mqttUrl: 'mqtt://127.0.0.1:1883',
    username: undefined,
    password: undefined,
  });
});

test('every fault is told at once', () => {
  expect(replayArguments(['--format', 'gas', '--speed', '-1', '--mqtt-url', 'http://x'])).toEqual({
    faults: [expect.stringContaining('--speed')],
  });
  expect(replayArguments(['--format', 'gas', '--speed=fast', '--mqtt-url', 'http://x'])).toEqual({
    faults: [
      '--file is missing',
      '--format is "gas": steel, kpm33b, swm',
      '--speed is "fast": a number from 0',
      '--mqtt-url is "http://x": mqtt://host:port or mqtts://host:port',
    ],
  });
});

test('a capture has no pace', () => {
  expect(replayArguments(['--file', 'a', '--format', 'kpm33b', '--speed', '60'])).toEqual({ faults: [expect.stringContaining('no pace')] });
});

test('an unknown option is refused by name', () => {
  expect(replayArguments(['--rate', '3'])).toEqual({ faults: [expect.stringContaining('--rate')] });
});
