import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Transaction } from '../../server/src/kit/db.ts';
import { type Call, createSchool, type School } from '../support/school.ts';
import { checkWorkspace, type Sent } from './checker.ts';
import type { SchoolEvent } from './events.ts';
import { drawSchool } from './plan.ts';

const reasonsSeen = ['already_known', 'already_paid', 'friend_condition', 'order_condition', 'too_late'];

let school: School;
let sent: Sent;

beforeAll(async () => {
  school = await createSchool();
  const codes = new Map<string, string>();
  for (const student of ['anna', 'boris', 'vera']) codes.set(student, await school.codeOf(student));
  const events = drawSchool({ seed: 1, events: 400, codes, now: school.clock.now() });
  for (let from = 0; from < events.length; from += 40) {
    const some = events.slice(from, from + 40);
    await school.server(...some.filter((event) => event.by === 'server').map(callOf));
    await school.browser(...some.filter((event) => event.by === 'browser').map(callOf));
  }
  const acknowledged = new Set(events.map((event) => event.messageId));
  sent = { workspace: school.keys.workspace, codes, events, acknowledged };
});
afterAll(() => school?.close());

function callOf(event: SchoolEvent): Call {
  const { by: _by, name, timestamp, ...ids } = event;
  return { ...ids, ...(event.type === 'track' ? { event: name } : {}), timestamp: new Date(timestamp).toISOString() };
}

/** What the checker says of the database with something wrong planted into it. Nothing of it stays. */
async function faultsWith(plant: (tx: Transaction) => Promise<unknown>): Promise<readonly string[]> {
  const connection = await school.database.pool.connect();
  try {
    await connection.query('begin');
    const tx: Transaction = {
      connection,
      query: (text: string | { text: string }, values?: readonly unknown[]) =>
        typeof text === 'string'
          ? connection.query(text, values === undefined ? [] : [...values])
          : connection.query(text),
    };
    await plant(tx);
    return await checkWorkspace(tx, sent);
  } finally {
    await connection.query('rollback');
    connection.release();
  }
}

describe('the checker of a database that has come to rest', () => {
  it('finds nothing wrong with a sound one in which all has happened (INV-1, INV-2, INV-3)', async () => {
    expect(await faultsWith(async () => undefined)).toEqual([]);
    const { rows } = await school.database.pool.query<{ status: string; reason: string | null }>(
      'select distinct status, reason from referral_pairs order by status, reason',
    );
    const told = rows.map((row) => `${row.status} ${row.reason ?? ''}`.trim());
    expect(told).toEqual(expect.arrayContaining(['rewarded', 'reversed refunded', 'waiting no_payment_yet']));
    expect(told).toEqual(expect.arrayContaining(reasonsSeen.map((why) => `refused ${why}`)));
  });

  it('reports an acknowledged fact that is not there', async () => {
    const [fault] = await faultsWith((tx) =>
      tx.query(`delete from engine_facts where message_id = $1`, [sent.events[7]?.messageId]),
    );
    expect(fault).toContain(`acknowledged facts that are lost: ${sent.events[7]?.messageId}`);
  });

  it('reports a fact that took effect twice', async () => {
    const faults = await faultsWith((tx) =>
      tx.query(
        `with again as (
           insert into engine_facts select (jsonb_populate_record(f, jsonb_build_object('seq', l.next_seq))).*
           from engine_facts f join engine_lanes l on l.lane = f.lane where f.message_id = $1 returning lane)
         update engine_lanes l set next_seq = l.next_seq + 1 from again where again.lane = l.lane`,
        [sent.events[7]?.messageId],
      ),
    );
    expect(faults).toContain(`facts that took effect twice: ${sent.events[7]?.messageId} (2 times)`);
  });

  it('reports a fact that says something else than what was sent', async () => {
    const order = sent.events.find((event) => event.name === 'Order Completed');
    const faults = await faultsWith((tx) =>
      tx.query(
        `update engine_facts set payload = regexp_replace(payload::text, '"order_id": ?"', '"order_id":"x')
         where message_id = $1`,
        [order?.messageId],
      ),
    );
    expect(faults).toEqual([`facts that nobody sent so: ${order?.messageId}`]);
  });

  it('reports a fact that waits and one that was put aside', async () => {
    const faults = await faultsWith(async (tx) => {
      await tx.query(`insert into engine_inbox (lane, workspace_id, trust, message_id, accepted_at, payload)
                      values (1, 'wsp_x', 1, 'waiting', 0, '{}')`);
      await tx.query(`insert into engine_quarantine
                        (lane, workspace_id, trust, message_id, accepted_at, payload, error, quarantined_at)
                      values (1, 'wsp_x', 1, 'aside', 0, '{}', 'poison', 0)`);
    });
    expect(faults).toEqual(['facts still in the inbox: waiting', 'facts in quarantine: aside (poison)']);
  });
});

describe('the checker of places and of the ledger', () => {
  const aGrant = `select lane, grant_id from rewards_grants where state = 'available' order by grant_id limit 1`;

  it('reports a gap in the places of a lane, and a lane that would give a place out again', async () => {
    const gap = await faultsWith((tx) =>
      tx.query(`update engine_facts set seq = seq + 1 where (lane, seq) in (
                  select lane, next_seq - 1 from engine_lanes where next_seq > 1 limit 1)`),
    );
    expect(gap.join()).toContain('lanes whose places have a gap: lane');
    const again = await faultsWith((tx) =>
      tx.query(`update engine_lanes set next_seq = next_seq - 1 where lane = (
                  select lane from engine_lanes where next_seq > 1 limit 1)`),
    );
    expect(again.join()).toContain('lanes whose places have a gap: lane');
  });

  it('reports time that goes back', async () => {
    const faults = await faultsWith((tx) =>
      tx.query(`update engine_facts f set now_at = now_at - 1 from (
                  select lane, subject_id, max(seq) as seq from engine_facts group by lane, subject_id
                  having count(*) > 1 limit 1) last
                where f.lane = last.lane and f.seq = last.seq`),
    );
    expect(faults.join()).toContain('facts at which time goes back');
  });

  it('reports a wrong balance', async () => {
    const faults = await faultsWith((tx) =>
      tx.query(`update ledger_accounts set balance = balance + 1 where compartment = 'available' and holder = (
                  select holder from ledger_accounts where compartment = 'available' limit 1)`),
    );
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'balances that are not the fold of their postings',
      'units that do not sum to zero',
      'holdings that differ from the ledger',
      'people who hold another number of lessons',
    ]);
  });

  it('reports a posting of another amount', async () => {
    const faults = await faultsWith((tx) =>
      tx.query(
        'update ledger_postings set amount = amount + 1\n' +
          'where transfer_id = (select transfer_id from ledger_postings limit 1)',
      ),
    );
    expect(faults.join()).toContain('balances that are not the fold of their postings');
  });

  it('reports value that rests in clearing', async () => {
    const faults = await faultsWith((tx) =>
      tx.query(
        `insert into ledger_accounts (lane, workspace_id, holder, unit, compartment, balance, floor)
                values (3, $1, 'clearing', 'lesson', 'system', 5, null)`,
        [sent.workspace],
      ),
    );
    expect(faults.join()).toContain('value that never left clearing: 5 lesson');
  });

  it('reports a transfer without a decision, and a decision without a fact', async () => {
    const unexplained = await faultsWith((tx) =>
      tx.query(`delete from engine_decisions where (lane, seq) in (
                  select lane, decided_seq from ledger_transfers limit 1)`),
    );
    expect(unexplained.join()).toContain('transfers that no decision explains');
    const groundless = await faultsWith((tx) =>
      tx.query(`delete from engine_facts where (lane, seq) in (select lane, seq from engine_decisions limit 1)`),
    );
    expect(groundless.join()).toContain('decisions without a fact');
  });

  it('reports a missing grant, one that nobody is owed, and one that was never paid', async () => {
    const missing = await faultsWith((tx) =>
      tx.query(`delete from rewards_grants where (lane, grant_id) in (${aGrant})`),
    );
    expect(missing.join()).toContain('grants that are missing: ');
    const doubled = await faultsWith((tx) =>
      tx.query(`insert into rewards_grants select (jsonb_populate_record(g, '{"grant_id": "grt_again"}')).*
                from rewards_grants g where (lane, grant_id) in (${aGrant})`),
    );
    expect(doubled.map((fault) => fault.split(':')[0])).toEqual([
      'grants without a transfer',
      'grants that nobody is owed',
    ]);
    const left = await faultsWith((tx) =>
      tx.query(`update rewards_grants set lane = (lane + 1) % 256 where (lane, grant_id) in (${aGrant})`),
    );
    expect(left.join()).toContain('grants that are not with their holder alone: grt_');
  });

  it('reports a row of what expires that no state knows', async () => {
    const faults = await faultsWith((tx) =>
      tx.query(`insert into rewards_lots (lane, workspace_id, holder_id, unit, expires_at, amount)
                select lane, workspace_id, holder_id, unit, 1, 1 from rewards_grants limit 1`),
    );
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['rows of what expires that differ from the state']);
  });

  it('reports a person whose state differs from the ledger', async () => {
    const faults = await faultsWith((tx) =>
      tx.query(`update engine_subjects set state = replace(state, '"available":"2"', '"available":"4"')`),
    );
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['holdings that differ from the ledger']);
  });
});
