import { expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';

test('what the stream reports can be scraped', async () => {
  const metrics = createMetrics();
  metrics.add('ingest_received_total', 3);
  metrics.add('ingest_received_total', 2);
  metrics.add('ingest_quarantined_total', 1, { reason: 'FUTURE' });
  metrics.set('invariant_ok', 1, { law: '1' });
  metrics.observe('commit_ms', 7);
  const text = await metrics.text();
  expect(text).toContain('ingest_received_total 5');
  expect(text).toContain('ingest_quarantined_total{reason="FUTURE"} 1');
  expect(text).toContain('invariant_ok{law="1"} 1');
  expect(text).toContain('commit_ms_bucket{le="10"} 1');
});
