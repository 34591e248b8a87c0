import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Gauges } from '#streams/runner/runner.ts';

export interface Metrics extends Gauges {
  readonly contentType: string;
  text(): Promise<string>;
}

/** Names and what they mean; a name that is not here is still shown, with itself as the help. */
const HELP: Readonly<Record<string, string>> = {
  ingest_received_total: 'Readings received (law 1: received = stored + duplicate + quarantined)',
  ingest_stored_total: 'Readings stored',
  ingest_duplicate_total: 'Readings that were already stored',
  ingest_quarantined_total: 'Readings or messages put aside, by reason',
  commit_ms: 'Milliseconds of a batch transaction',
  batch_readings: 'Readings in a batch',
  lag_ms: 'Milliseconds from the receipt of the oldest reading of a batch to its commit',
  alarms_escalated_total: 'Critical alarms that escalated by themselves, since nobody acknowledged them in time',
  refold_waiting: 'Devices whose late readings wait to be folded in',
  bytes_in_flight: 'Bytes of messages taken from the broker and not yet acknowledged',
  sockets: 'Open websockets',
  invariant_ok: '1 while the law holds, by law',
  http_requests_total: 'HTTP requests, by route and status class',
  http_ms: 'Milliseconds of an HTTP request that is ours (not a page)',
  frames_sent_total: 'Board frames sent to sockets, by type',
};

/** Upper bounds of the histograms; milliseconds unless listed. */
const MS_BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];
const BUCKETS: Readonly<Record<string, readonly number[]>> = {
  batch_readings: [1, 5, 10, 50, 100, 500, 1_000, 2_000, 5_000, 10_000],
};

/** Prometheus registers. A metric is made when it is first reported; its kind follows from how (add, set, observe). */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counters = new Map<string, Counter>();
  const gauges = new Map<string, Gauge>();
  const histograms = new Map<string, Histogram>();
  const help = (name: string): string => HELP[name] ?? name;

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    add: (name, by, labels) => {
      const counter = kept(counters, name, () => new Counter({ name, help: help(name), labelNames: Object.keys(labels ?? {}), registers }));
      counter.inc(labels ?? {}, by);
    },
    set: (name, value, labels) => {
      const gauge = kept(gauges, name, () => new Gauge({ name, help: help(name), labelNames: Object.keys(labels ?? {}), registers }));
      gauge.set(labels ?? {}, value);
    },
    observe: (name, value) => {
      const buckets = [...(BUCKETS[name] ?? MS_BUCKETS)];
      kept(histograms, name, () => new Histogram({ name, help: help(name), buckets, registers })).observe(value);
    },
  };
}

const kept = <T>(all: Map<string, T>, name: string, make: () => T): T => {
  const found = all.get(name);
  if (found) return found;
  const made = make();
  all.set(name, made);
  return made;
};
