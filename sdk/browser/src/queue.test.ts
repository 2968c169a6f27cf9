import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mapStorage } from './fake-world.ts';
import { limits } from './options.ts';
import { createQueue, type Queue } from './queue.ts';
import { createStore } from './store.ts';

const start = Date.UTC(2026, 0, 15);
const event = (id: string, at = start): string =>
  JSON.stringify({ messageId: id, timestamp: new Date(at).toISOString(), text: 'привет\n' });

function open(kept: Map<string, string>, page: string, now = start): Queue {
  return createQueue(
    createStore(() => mapStorage(kept)),
    page,
    () => now,
  );
}

const idsOf = (queue: Queue): string[] => queue.next(limits.queueBytes, limits.events).map((each) => each.id);

describe('the queue', () => {
  test('refuses what is too long, what comes twice, and what comes when it is full', () => {
    const queue = open(new Map(), 'a');
    expect(queue.add('long', 'я'.repeat(limits.eventBytes / 2 + 1))).toBe(false);
    expect(queue.add('1', event('1'))).toBe(true);
    expect(queue.add('1', event('1'))).toBe(false);
    for (let number = 2; number <= limits.events; number += 1) queue.add(String(number), '{}');
    expect(queue.size()).toBe(limits.events);
    expect(queue.add('more', '{}')).toBe(false);
    queue.remove(['1']);
    expect(queue.add('more', '{}')).toBe(true);
  });

  test('a batch stays within its bytes and its events, and keeps the order, for any events', () => {
    const texts = fc.array(fc.string({ maxLength: 200 }), { maxLength: 60 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 20 }), (all, bytes, events) => {
        const queue = open(new Map(), 'a');
        for (const [index, text] of all.entries()) queue.add(String(index), JSON.stringify(text));
        const batch = queue.next(bytes, events);
        expect(batch.length).toBeLessThanOrEqual(events);
        expect(new TextEncoder().encode(batch.map((each) => each.text).join(',')).length).toBeLessThanOrEqual(bytes);
        expect(batch.map((each) => each.id)).toEqual(all.slice(0, batch.length).map((_, index) => String(index)));
      }),
    );
  });

  test('what a page left when it ended belongs to the next one; what a living one has stays its own', () => {
    const kept = new Map<string, string>();
    const [ended, alive] = [open(kept, 'ended'), open(kept, 'alive')];
    ended.add('1', event('1'));
    ended.add('2', event('2'));
    ended.save(true);
    alive.add('3', event('3'));
    alive.save(false);
    const next = open(kept, 'next');
    next.adopt();
    expect(idsOf(next)).toEqual(['1', '2']);
    next.save(false);
    expect([...kept.keys()].sort()).toEqual(['sarafan.queue.alive', 'sarafan.queue.next']);
  });

  test('a page that nobody touched for long is gone too; old events are forgotten, rubbish is thrown away', () => {
    const kept = new Map([['sarafan.queue.rubbish', 'no\n{"a":1}\nnull\n{']]);
    const crashed = open(kept, 'crashed');
    crashed.add('old', event('old', start - limits.keptMs));
    crashed.add('new', event('new'));
    crashed.save(false);
    const early = open(kept, 'early', start + limits.abandonedMs);
    early.adopt();
    expect(idsOf(early)).toEqual([]);
    const late = open(kept, 'late', start + limits.abandonedMs + 1);
    late.adopt();
    expect(idsOf(late)).toEqual(['new']);
    expect([...kept.keys()]).toEqual([]);
  });

  test('whatever is queued, kept, and taken over by another page comes out once and in its order', () => {
    const pages = fc.array(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 10 }), { maxLength: 6 });
    fc.assert(
      fc.property(pages, (all) => {
        const kept = new Map<string, string>();
        all.forEach((ids, page) => {
          const queue = open(kept, String(page));
          for (const id of ids) queue.add(String(id), event(String(id)));
          queue.save(true);
        });
        const last = open(kept, 'last');
        last.adopt();
        expect(idsOf(last)).toEqual([...new Set(all.flat().map(String))]);
      }),
    );
  });
});
