import { afterEach, beforeEach, expect, test } from 'vitest';
import { secondMs } from '../../server/src/kit/values/time.ts';
import { sleep } from '../support/process.ts';
import { createSchool, type School } from '../support/school.ts';

let school: School;
beforeEach(async () => {
  school = await createSchool();
});
afterEach(() => school.close());

/** What `/metrics` says, by series; a look at the database stands for a second, so the next one is awaited. */
async function scrape(): Promise<ReadonlyMap<string, number>> {
  await sleep(1_050);
  const answer = await school.http.inject({ url: '/metrics' });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toMatch(/^text\/plain/);
  const lines = answer.body.split('\n').filter((line) => line.startsWith('sarafan_'));
  return new Map(
    lines.map((line) => {
      const cut = line.lastIndexOf(' ');
      return [line.slice(0, cut), Number(line.slice(cut + 1))];
    }),
  );
}

function send(key: string, batch: readonly object[]) {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  return school.http.inject({ method: 'POST', url: '/v1/batch', headers: { authorization }, payload: { batch } });
}

const seen = (userId: unknown) => ({ type: 'track', event: 'Seen', userId, anonymousId: 'a' });

test('tell what was accepted and refused, what waits and for how long, and what is stuck', async () => {
  const { writeKey, secretKey } = school.keys;
  const before = await scrape();
  expect(before.get('sarafan_events_accepted_total{trust="public"}')).toBe(0);
  expect(before.get('sarafan_facts_waiting')).toBe(0);
  expect(before.get('sarafan_facts_waiting_oldest_seconds')).toBe(0);
  expect(before.get('sarafan_facts_quarantined')).toBe(0);

  await send(secretKey, [seen('anna'), seen('boris'), seen('null'), seen('undefined'), { ...seen('x'), type: 'x' }]);
  await send(writeKey, [seen('anna')]);
  await send('sfw_unknown', [seen('anna')]);
  school.clock.advance(90 * secondMs);
  await school.database.pool.query(
    `insert into engine_quarantine
       (lane, workspace_id, trust, message_id, accepted_at, payload, error, quarantined_at, released_at)
     select lane, $1, 1, 'm' || lane, 1, '{}', 'broken', 1, case when lane > 2 then 1 end
     from generate_series(0, 9) as lane`,
    [school.keys.workspace],
  );
  const busy = await scrape();
  expect(busy.get('sarafan_events_accepted_total{trust="server"}')).toBe(2);
  expect(busy.get('sarafan_events_accepted_total{trust="public"}')).toBe(1);
  expect(busy.get('sarafan_events_refused_total{trust="server",code="placeholder_id"}')).toBe(2);
  expect(busy.get('sarafan_events_refused_total{trust="server",code="unknown_type"}')).toBe(1);
  expect(busy.get('sarafan_tracking_requests_refused_total{code="unknown_key"}')).toBe(1);
  expect(busy.get('sarafan_facts_waiting')).toBe(3);
  expect(busy.get('sarafan_facts_waiting_oldest_seconds')).toBe(90);
  expect(busy.get('sarafan_facts_quarantined')).toBe(3);

  await school.settle();
  const idle = await scrape();
  expect(idle.get('sarafan_facts_waiting')).toBe(0);
  expect(idle.get('sarafan_facts_waiting_oldest_seconds')).toBe(0);
  expect(idle.get('sarafan_nodejs_eventloop_lag_seconds')).toBeDefined();
});

test('answer also when the database does not', async () => {
  const { pool } = school.database;
  await send(school.keys.secretKey, [seen('anna')]);
  await pool.query('alter table engine_quarantine rename to engine_quarantine_gone');
  const blind = await scrape();
  expect(blind.get('sarafan_facts_waiting')).toBeNaN();
  expect(blind.get('sarafan_events_accepted_total{trust="server"}')).toBe(1);
  await pool.query('alter table engine_quarantine_gone rename to engine_quarantine');
  expect((await scrape()).get('sarafan_facts_waiting')).toBe(1);
});
