import { afterEach, expect, test } from 'vitest';
import type { Pool } from '../../server/src/kit/db.ts';
import { type CrashSchool, foundSchool } from '../crash/school.ts';
import { Stage } from '../crash/stage.ts';
import { eventually } from '../support/process.ts';
import { openReceiver, type Received, type Receiver, verified } from '../support/receiver.ts';

let stage: Stage | undefined;
let endpoint: Receiver | undefined;
afterEach(async () => {
  await endpoint?.close();
  await stage?.close();
}, 60_000);

const strikes = 3;
const friendsAtOnce = 20;
const limitMs = 60_000;

async function post(url: string, authorization: string, payload: object): Promise<unknown> {
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(payload) });
  if (!answer.ok) throw new Error(`${url}: ${await answer.text()}`);
  return answer.json();
}

/** Friends of the first student who pay: acknowledged when this resolves. */
async function pay(host: string, { keys, codes }: CrashSchool, strike: number): Promise<void> {
  const [code] = codes.values();
  const batch = Array.from({ length: friendsAtOnce }, (_, index) => {
    const userId = `friend-${strike}-${index}`;
    const properties = { order_id: `order-${strike}-${index}`, total: 4_000 };
    return [
      { type: 'identify', userId, traits: { referral_code: code, legal_form: 'person' } },
      { type: 'track', event: 'Order Completed', userId, properties },
    ];
  }).flat();
  await post(`${host}/v1/batch`, `Basic ${btoa(`${keys.secretKey}:`)}`, { batch });
}

/** Leases of the killed run out; here that is not waited for. */
async function endLeases(pool: Pool): Promise<void> {
  await pool.query(`update webhooks_deliveries set next_at = 0, lease = null where lease is not null`);
  await pool.query(`update engine_outbox set next_at = 0 where state = 'waiting'`);
}

async function isQuiet(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ waits: boolean }>(
    `select exists (select from engine_inbox) or exists (select from engine_outbox where state = 'waiting')
            or exists (select from webhooks_deliveries where state = 'waiting') as waits`,
  );
  return rows[0]?.waits === false;
}

test('killed in the middle of deliveries, nothing is lost and every message keeps its id (WHK-2)', async () => {
  stage = await Stage.open({ PRIVATE_TARGETS: 'allow' });
  const school = await foundSchool(stage.dataDir, 1);
  endpoint = await openReceiver();
  let server = await stage.start('all');
  const url = `${stage.host}/api/v1/webhooks/subscriptions`;
  const wanted = { url: endpoint.url, types: ['reward.granted'] };
  const { secret } = (await post(url, `Bearer ${school.keys.apiKey}`, wanted)) as { secret: string };
  for (let strike = 0; strike < strikes; strike += 1) {
    // Some are answered, then none: whatever is under way when the process is killed was never answered.
    let left = 5;
    endpoint.answers((response) => {
      left -= 1;
      if (left >= 0) response.writeHead(200).end();
    });
    const before = endpoint.received.length;
    await pay(stage.host, school, strike);
    await endpoint.has(before + 6);
    await server.kill();
    endpoint.answers(200);
    server = await stage.start('all');
    await endLeases(stage.pool());
  }
  const pool = stage.pool();
  expect(await eventually(() => isQuiet(pool), limitMs)).toBe(true);
  const { rows } = await pool.query<{ grant_id: string }>('select grant_id from rewards_grants order by grant_id');
  expect(rows).toHaveLength(2 * strikes * friendsAtOnce);
  const ids = new Map<string, Set<string>>();
  for (const { id, message } of endpoint.received) {
    const reward = String(message.data['reward']);
    ids.set(reward, (ids.get(reward) ?? new Set()).add(id));
  }
  expect([...ids.keys()].toSorted()).toEqual(rows.map((row) => row.grant_id));
  expect([...ids.values()].filter((each) => each.size !== 1)).toEqual([]);
  // Some were sent again, or the kills hit nothing.
  expect(endpoint.received.length).toBeGreaterThan(rows.length);
  const [last] = endpoint.received.slice(-1) as [Received];
  expect(verified(secret, last, Date.now())).toEqual(last.message);
}, 180_000);
