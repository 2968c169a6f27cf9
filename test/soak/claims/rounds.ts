import type { PromotionDefinition } from '@sarafan/contract';
import { pino } from 'pino';
import { systemRandom } from '../../../server/src/kit/random.ts';
import { wireRooms } from '../../../server/src/wiring.ts';
import { createShop, type Shop } from '../../support/shop.ts';
import { publicUrl, testSecrets } from '../../support/world.ts';

/** What many persons want at once: a code that is used once, a number of uses, a budget. */
export const contests = ['code', 'uses', 'budget'] as const;
export type Contest = (typeof contests)[number];

export interface Round {
  readonly contest: Contest;
  readonly claims: number;
  /** How many there are to win. */
  readonly prizes: number;
  readonly won: number;
  readonly refused: number;
  /** Answered 202 first: the decision was there within the wait that follows. */
  readonly later: number;
  readonly longestMs: number;
}

export interface Contests {
  readonly shop: Shop;
  round(contest: Contest, claims: number): Promise<Round>;
  close(): Promise<void>;
}

/** A shop whose lanes two engines share, as two processes would, so that claims meet between them. */
export async function openContests(durable = false): Promise<Contests> {
  const shop = await createShop({ durable });
  const { database, clock, rooms } = shop.school;
  const { pool, url } = database;
  const log = pino({ level: 'error' }, pino.destination(2));
  const options = { pool, url, clock, random: systemRandom, secrets: testSecrets, log, publicUrl, works: false };
  const other = wireRooms(options);
  const engines = [rooms.engine, other.engine];
  let drawn = 0;
  return {
    shop,
    async round(contest, claims) {
      drawn += 1;
      const { code, prizes, promotion } = await prepare(shop, contest);
      let done = false;
      const working = engines.map(async (engine) => {
        while (!done) if ((await engine.step()) === 0) await new Promise((resolve) => setTimeout(resolve, 2));
      });
      const asked = await Promise.all(
        Array.from({ length: claims }, (_, index) => claim(shop, `${contest}-${drawn}-${index}`, code)),
      );
      done = true;
      await Promise.all(working);
      await shop.school.settle();
      const answers = await Promise.all(asked.map((each) => settled(shop, each)));
      const won = answers.filter(({ outcome }) => outcome === 'won').length;
      const { used } = await shop.promotion(promotion);
      if (used !== won) throw new Error(`${won} were told that they have it, and ${used} are counted`);
      const refused = answers.length - won;
      const later = asked.filter(({ status }) => status === 202).length;
      return { contest, claims, prizes, won, refused, later, longestMs: Math.max(...asked.map(({ ms }) => ms)) };
    },
    async close() {
      await other.engine.stop();
      await shop.close();
    },
  };
}

const prizesOf: Readonly<Record<Contest, number>> = { code: 1, uses: 7, budget: 5 };

async function prepare(
  shop: Shop,
  contest: Contest,
): Promise<{ readonly code: string; readonly prizes: number; readonly promotion: string }> {
  const prizes = prizesOf[contest];
  const more: Readonly<Record<Contest, Partial<PromotionDefinition>>> = {
    code: { kind: 'single' },
    uses: { uses: prizes },
    budget: { discount: { amount: '100' }, budget: String(prizes * 100 + 99) },
  };
  const { promotion, code } = await shop.promote(more[contest]);
  if (code !== null) return { code, prizes, promotion };
  await shop.ask('POST', `/promotions/${promotion}/batches`, { count: 1 });
  const { body } = await shop.ask('GET', `/promotions/${promotion}/codes`);
  const [made] = (body as unknown as { items: { code: string }[] }).items;
  return { code: made?.code ?? '', prizes, promotion };
}

interface Asked {
  readonly status: number;
  readonly code: string;
  readonly location: string;
  readonly ms: number;
}

async function claim({ school }: Shop, userId: string, code: string): Promise<Asked> {
  const began = performance.now();
  const answer = await school.http.inject({
    method: 'POST',
    url: '/api/v1/checkout/reservations',
    headers: { authorization: `Bearer ${school.keys.apiKey}` },
    payload: { userId, order: userId, key: 'first', currency: 'RUB', total: 1_000, codes: [code] },
  });
  const { code: reason = '' } = answer.json<{ code?: string }>();
  const location = String(answer.headers['location'] ?? '');
  return { status: answer.statusCode, code: reason, location, ms: Math.round(performance.now() - began) };
}

const lost: ReadonlySet<string> = new Set(['code_used', 'used_up', 'over_budget']);

/** Every claim is won or lost by name; anything else that reaches a caller is a fault. */
async function settled({ school }: Shop, asked: Asked): Promise<{ readonly outcome: 'won' | 'lost' }> {
  const { status, code, location } = asked;
  if (status === 201) return { outcome: 'won' };
  if (status === 409 && lost.has(code)) return { outcome: 'lost' };
  if (status !== 202) throw new Error(`A claim was answered ${status} ${code}`);
  const found = (await school.api('GET', location)) as { status: string; reason?: string };
  if (found.status === 'done') return { outcome: 'won' };
  if (found.status === 'refused' && lost.has(found.reason ?? '')) return { outcome: 'lost' };
  throw new Error(`A claim came to ${found.status} ${found.reason ?? ''}`);
}
