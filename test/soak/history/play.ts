import type { AcceptedFact, FactBody } from '../../../server/src/engine/fact.ts';
import { runBatch } from '../../../server/src/engine/index.ts';
import { anchorOf } from '../../../server/src/engine/ingest/anchor.ts';
import { laneCount } from '../../../server/src/kit/values/ids.ts';
import { laneOfAnchor } from '../../../server/src/kit/values/lane.ts';
import { dayMs } from '../../../server/src/kit/values/time.ts';
import { Draws } from '../ledger/draws.ts';
import { type Arena, type Lab, openArena, settle } from './arena.ts';
import { bodiesOf, type Happening, type Surroundings } from './facts.ts';
import { type EndState, endStateOf } from './state.ts';

/**
 * How the facts of a history come in: in which order, how many at once, how often, in batches of which size. Those that
 * come in slowly are accepted over days, in which holds end and lanes lag behind.
 */
export type Delivery =
  | { readonly kind: 'told' }
  | { readonly kind: 'backwards' }
  | { readonly kind: 'drawn' | 'slow'; readonly seed: number };

export interface Played {
  /** As it stands when all facts have taken effect; before any hold is over, unless they came in slowly. */
  readonly before: EndState;
  /** As it stands when the holds are over. */
  readonly after: EndState;
}

/** Plays a history in a new workspace and reads the end state twice. */
export async function play(lab: Lab, history: readonly Happening[], delivery: Delivery): Promise<Played> {
  const arena = await openArena(lab);
  const facts = bodiesOf(history, arena.around).map(([messageId, body]) => factOf(arena.around, messageId, body));
  await deliver(arena, facts, delivery);
  return endsOf(arena);
}

/** What a server tells in the present. */
export function factOf({ workspace, now }: Surroundings, messageId: string, body: FactBody): AcceptedFact {
  const anchor = anchorOf('server', body);
  if (anchor === undefined) throw new Error(`${messageId} names nobody`);
  const lane = laneOfAnchor(workspace, `${anchor.kind}:${anchor.value}`);
  return { workspace, lane, trust: 'server', messageId, acceptedAt: now, body };
}

/** Lets everything take effect, and then the holds end, and with them the engine. */
export async function endsOf({ engine, pool, around, clock }: Arena): Promise<Played> {
  await settle(engine);
  const before = await endStateOf(pool, around);
  clock.advance(20 * dayMs);
  await settle(engine);
  await engine.stop();
  return { before, after: await endStateOf(pool, around) };
}

export async function deliver(arena: Arena, facts: readonly AcceptedFact[], delivery: Delivery): Promise<void> {
  const { engine } = arena;
  switch (delivery.kind) {
    case 'told':
      await engine.inbox.accept(facts);
      return;
    case 'backwards':
      await engine.inbox.accept(facts.toReversed());
      return;
    case 'drawn':
    case 'slow':
      await deliverDrawn(arena, facts, new Draws(delivery.seed), delivery.kind === 'slow' ? slowDays * dayMs : 0);
  }
}

/** Less than support may date a binding back, and enough for a hold to end in between. */
const slowDays = 10;

/**
 * In any order, some twice, a few at a time, with batches of any size and of any lanes in between. Within `spanMs` of
 * the present all facts are accepted.
 */
async function deliverDrawn(arena: Arena, facts: readonly AcceptedFact[], draws: Draws, spanMs: number): Promise<void> {
  const { clock, around } = arena;
  const waiting = [...facts, ...facts.filter(() => draws.chance(20))];
  while (waiting.length > 0) {
    const some: AcceptedFact[] = [];
    for (let count = 1 + draws.below(waiting.length); count > 0; count -= 1) {
      some.push(...waiting.splice(draws.below(waiting.length), 1));
    }
    await arena.engine.inbox.accept(some.map((fact) => ({ ...fact, acceptedAt: clock.now() })));
    for (let batches = draws.below(4); batches > 0; batches -= 1) await batchOfAnySize(arena, draws);
    const left = around.now + spanMs - clock.now();
    if (left > 0) clock.advance(draws.below(left));
  }
}

async function batchOfAnySize(arena: Arena, draws: Draws): Promise<void> {
  const facts = draws.pick([1, 2, 5, 40]);
  const scope = { facts, lanesAtMost: 1 + draws.below(laneCount), offset: draws.below(laneCount) };
  await runBatch(arena.engine.batches, arena.clock.now(), scope);
}
