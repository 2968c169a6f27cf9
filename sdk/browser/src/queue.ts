import { limits } from './options.ts';
import type { Store } from './store.ts';

/** An event that waits: its JSON is made when it happens, so that nothing the page changes later changes it. */
export interface Waiting {
  readonly id: string;
  readonly text: string;
  readonly bytes: number;
}

export interface Queue {
  /** False when the event is too long or the queue is full. */
  add(id: string, text: string): boolean;
  /** The next events, within these limits and without those that `skip` names. */
  next(bytes: number, events: number, skip?: (id: string) => boolean): Waiting[];
  /** Forgets events that were delivered or refused for good. */
  remove(ids: readonly string[]): void;
  /** Writes down what waits. `leaving` gives it to whichever page of the site comes next. */
  save(leaving: boolean): void;
  /** Takes over what pages that are gone have left. */
  adopt(): void;
  clear(): void;
  size(): number;
}

const queueName = 'queue.';

/**
 * Every page has a queue of its own, so that two tabs never write over each other. It is kept as lines: the moment at
 * which its page last touched it (0 when the page has ended), then an event a line. A page takes over the queue of a
 * page that is gone; if that page still lives, both send the same events under the same message ids, and each counts
 * once.
 */
export function createQueue(store: Store, page: string, now: () => number): Queue {
  let waiting: Waiting[] = [];
  let bytes = 0;
  const own = queueName + page;

  const add = (id: string, text: string): boolean => {
    const size = new TextEncoder().encode(text).length;
    if (size > limits.eventBytes || waiting.length >= limits.events || bytes + size > limits.queueBytes) return false;
    if (waiting.some((each) => each.id === id)) return false;
    waiting.push({ id, text, bytes: size });
    bytes += size;
    return true;
  };
  const keep = (kept: Waiting[]): void => {
    waiting = kept;
    bytes = kept.reduce((sum, each) => sum + each.bytes, 0);
  };

  return {
    add,
    next(bytesAtMost, eventsAtMost, skip = () => false) {
      const batch: Waiting[] = [];
      let left = bytesAtMost;
      for (const each of waiting) {
        if (skip(each.id)) continue;
        // The comma between two events counts too.
        left -= each.bytes + 1;
        if (left < 0 || batch.length >= eventsAtMost) break;
        batch.push(each);
      }
      return batch;
    },
    remove(ids) {
      const gone = new Set(ids);
      keep(waiting.filter((each) => !gone.has(each.id)));
    },
    save(leaving) {
      if (waiting.length === 0) store.remove(own);
      else store.set(own, [leaving ? 0 : now(), ...waiting.map((each) => each.text)].join('\n'));
    },
    adopt() {
      for (const name of store.names(queueName)) {
        if (name === own) continue;
        const [touched = '', ...lines] = (store.get(name) ?? '').split('\n');
        const age = now() - Number(touched);
        if (Math.abs(age) <= limits.abandonedMs) continue;
        store.remove(name);
        for (const line of lines) {
          const id = idOfLine(line, now());
          if (id !== undefined) add(id, line);
        }
      }
    },
    clear() {
      keep([]);
      store.remove(own);
    },
    size: () => waiting.length,
  };
}

/** The message id of a kept event; undefined when it is too old, or no event at all. */
function idOfLine(line: string, now: number): string | undefined {
  try {
    const { messageId, timestamp }: { messageId?: unknown; timestamp?: unknown } = JSON.parse(line);
    const age = now - Date.parse(String(timestamp));
    return typeof messageId === 'string' && age <= limits.keptMs ? messageId : undefined;
  } catch {
    return undefined;
  }
}
