import { Gauge, type Registry } from 'prom-client';
import type { Backlog, EngineStatus } from './status.ts';

/** One look at the database serves all scrapes of this long, whoever asks how often. */
const lookMs = 1_000;

/** What waits and what is stuck, looked at when somebody scrapes. A figure that cannot be had just now is NaN. */
export function registerBacklogMetrics(registry: Registry, status: Pick<EngineStatus, 'backlog'>): void {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let look: Promise<Backlog | undefined> = Promise.resolve(undefined);
  const backlog = (): Promise<Backlog | undefined> => {
    const now = performance.now();
    if (now - lookedAt < lookMs) return look;
    lookedAt = now;
    // A database that does not answer must not hide the figures of this process.
    look = status.backlog().catch(() => undefined);
    return look;
  };
  const gauge = (name: string, help: string, figure: (backlog: Backlog) => number): void => {
    const made = new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const found = await backlog();
        made.set(found === undefined ? Number.NaN : figure(found));
      },
    });
  };
  gauge('sarafan_facts_waiting', 'Facts in the inbox; exact up to 10,000', (found) => found.waiting);
  gauge(
    'sarafan_facts_waiting_oldest_seconds',
    'How long the oldest fact in the inbox has waited',
    (found) => found.oldestMs / 1_000,
  );
  gauge(
    'sarafan_facts_quarantined',
    'Facts in quarantine that nobody has released; at most 10,000 are counted',
    (found) => found.quarantined,
  );
}
