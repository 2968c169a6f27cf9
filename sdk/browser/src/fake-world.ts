import type { Answer, Happening, Kept, StorageChange, World } from './world.ts';

/** A request that the SDK made in a test, to be answered by it. */
export interface Posted {
  readonly url: string;
  readonly body: string;
  readonly last: boolean;
  readonly at: number;
  /** What was sent, as JSON. */
  readonly events: readonly { readonly messageId: string; readonly [field: string]: unknown }[];
}

/** A browser for tests: its time stands still until it is moved, and its network does what the test says. */
export interface FakeWorld extends World {
  readonly posted: Posted[];
  readonly kept: Map<string, string>;
  address: string;
  online: boolean;
  /** Answers requests; undefined is a network that fails. */
  answer: (posted: Posted) => Answer | undefined;
  happen(happening: Happening, detail?: StorageChange): void;
  /** Lets so much time pass, with everything that was put off until then. */
  pass(milliseconds: number): Promise<void>;
}

export const accepted: Answer = { status: 200, retryAfter: null };

export function fakeWorld(kept = new Map<string, string>(), storage: () => Kept | undefined = () => mapStorage(kept)) {
  let now = Date.UTC(2026, 0, 15);
  fakes += 1;
  const own = fakes;
  let drawn = 0;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const listeners: { readonly happening: Happening; readonly run: (detail?: StorageChange) => void }[] = [];
  const world: FakeWorld = {
    posted: [],
    kept,
    address: 'https://school.example/',
    online: true,
    answer: () => accepted,
    now: () => now,
    id() {
      drawn += 1;
      return `id-${drawn}-${own}`;
    },
    chance: () => 0.5,
    later(milliseconds, run) {
      const timer = { at: now + milliseconds, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    storage,
    async post(url, body, last) {
      const posted = { url, body, last, at: now, events: JSON.parse(body).batch };
      world.posted.push(posted);
      const answer = world.answer(posted);
      if (answer === undefined) throw new TypeError('Failed to fetch');
      return answer;
    },
    isOnline: () => world.online,
    place: () => ({ url: world.address, title: 'School', referrer: '', locale: 'en', userAgent: 'Fake' }),
    showAddress(url) {
      world.address = url;
    },
    on: (happening, run) => void listeners.push({ happening, run }),
    happen(happening, detail) {
      for (const each of listeners) if (each.happening === happening) each.run(detail);
    },
    async pass(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        // Whatever waits for an answer gets it before the next timer.
        for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
        const [next] = [...timers].sort((left, right) => left.at - right.at);
        if (next === undefined || next.at > end) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = end;
    },
  };
  return world;
}

/** Two worlds of one test draw different ids. */
let fakes = 0;

export function mapStorage(kept: Map<string, string>): Kept {
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
