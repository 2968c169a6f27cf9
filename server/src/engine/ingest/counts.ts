import { Counter, type Registry } from 'prom-client';
import type { IngestCounts } from './ports.ts';

/** Counts for the operator's graphs. Every label has few values, so that the series stay few. */
export function createIngestCounts(registry: Registry): IngestCounts {
  const registers = [registry];
  const accepted = new Counter({
    name: 'sarafan_events_accepted_total',
    help: 'Events that are durably kept',
    labelNames: ['trust'],
    registers,
  });
  const refused = new Counter({
    name: 'sarafan_events_refused_total',
    help: 'Events that were refused, by their reason; their neighbours were kept',
    labelNames: ['trust', 'code'],
    registers,
  });
  const turnedAway = new Counter({
    name: 'sarafan_tracking_requests_refused_total',
    help: 'Whole requests of the tracking API that were refused, by their reason',
    labelNames: ['code'],
    registers,
  });
  // A series that begins with its first event hides that event from a rate.
  for (const trust of ['public', 'server']) accepted.inc({ trust }, 0);
  return {
    accepted: (trust, events) => accepted.inc({ trust }, events),
    refused: (trust, code) => refused.inc({ trust, code }),
    turnedAway: (code) => turnedAway.inc({ code }),
  };
}
