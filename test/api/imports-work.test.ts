import { afterEach, beforeEach, expect, test } from 'vitest';
import { ImportWork } from '../../server/src/rooms/imports/index.ts';
import { createImporter, type Importer } from '../support/imports.ts';
import { createSchool, type School } from '../support/school.ts';

let school: School;
let importer: Importer;
beforeEach(async () => {
  school = await createSchool();
  importer = createImporter(school);
});
afterEach(() => school.close());

const orderLines = (count: number, total = '10'): Buffer =>
  Buffer.from(
    ['order id,user id,total,date']
      .concat(Array.from({ length: count }, (_, at) => `o-${at},u-${at % 97},${total},2025-12-01`))
      .join('\n'),
  );

/** How often each order of the files was told and took effect. */
async function orders(): Promise<{ readonly facts: number; readonly different: number }> {
  const { rows } = await school.database.pool.query<{ facts: string; different: string }>(
    `select count(*) as facts, count(distinct payload::jsonb->'properties'->>'order_id') as different
     from engine_facts where workspace_id = $1 and name = 'Order Completed'`,
    [school.keys.workspace],
  );
  return { facts: Number(rows[0]?.facts), different: Number(rows[0]?.different) };
}

test('the same file again, and a file that overlaps, bring nothing twice (IMP-5)', async () => {
  const first = await importer.bring('orders', orderLines(20));
  expect(first).toMatchObject({ progress: { imported: 20, facts: 20 } });
  const again = await importer.upload('orders', 'again.csv', orderLines(20));
  expect(again.sameFile).toEqual([first.import]);
  expect(await importer.bring('orders', orderLines(20))).toMatchObject({ check: { ready: 0, repeated: 20 } });
  const more = await importer.bring('orders', orderLines(25, '11'));
  expect(more).toMatchObject({ progress: { imported: 5, repeated: 20 } });
  expect(more.check?.findings.map(({ code, lines }) => [code, lines])).toContainEqual(['order_changed', 20]);
  expect(await orders()).toEqual({ facts: 25, different: 25 });
});

test('what was undone may be imported again (IMP-7)', async () => {
  const first = await importer.bring('orders', orderLines(3));
  await importer.undo(first.import);
  expect(await importer.bring('orders', orderLines(3))).toMatchObject({ progress: { imported: 3, repeated: 0 } });
});

test('a run stops where it is and goes on from there (IMP-6)', async () => {
  const made = await importer.upload('orders', 'o.csv', orderLines(1_300));
  await importer.map(made.import, { columns: made.suggestion.columns });
  await importer.check(made.import);
  await importer.ask('POST', `/imports/${made.import}/start`, {});
  await school.rooms.importWork.step();
  expect((await importer.ask('POST', `/imports/${made.import}/stop`)).json()).toMatchObject({
    state: 'stopped',
    progress: { imported: 500, rows: { done: 500, total: 1_300 } },
  });
  expect(await school.rooms.importWork.step()).toBe(false);
  // Another process goes on: it opens the file anew, behind what was done.
  const { pool } = school.database;
  const other = new ImportWork({ pool, clock: school.clock, inbox: school.rooms.engine.inbox });
  await importer.ask('POST', `/imports/${made.import}/start`, {});
  while (await other.step()) await school.settle();
  expect(await importer.detail(made.import)).toMatchObject({ state: 'done', progress: { imported: 1_300 } });
  expect(await orders()).toEqual({ facts: 1_300, different: 1_300 });
});

test('a process that dies between telling and writing it down repeats nothing (IMP-6)', async () => {
  const { pool } = school.database;
  const made = await importer.upload('orders', 'o.csv', orderLines(600));
  await importer.map(made.import, { columns: made.suggestion.columns });
  await importer.check(made.import);
  await importer.ask('POST', `/imports/${made.import}/start`, {});
  let told = 0;
  const dying = new ImportWork({
    pool,
    clock: school.clock,
    inbox: {
      async accept(facts) {
        await school.rooms.engine.inbox.accept(facts);
        told += facts.length;
        throw new Error('The process is killed');
      },
    },
  });
  await expect(dying.step()).rejects.toThrow('killed');
  await school.settle();
  expect(told).toBe(500);
  expect(await importer.detail(made.import)).toMatchObject({ state: 'running', progress: { imported: 0 } });
  while (await school.rooms.importWork.step()) await school.settle();
  expect(await importer.detail(made.import)).toMatchObject({ state: 'done', progress: { imported: 600 } });
  expect(await orders()).toEqual({ facts: 600, different: 600 });
});

test('two processes at once share a run and repeat nothing (IMP-6)', async () => {
  const { pool } = school.database;
  const made = await importer.upload('orders', 'o.csv', orderLines(3_000));
  await importer.map(made.import, { columns: made.suggestion.columns });
  await importer.check(made.import);
  await importer.ask('POST', `/imports/${made.import}/start`, {});
  const works = Array.from({ length: 2 }, () => {
    return new ImportWork({ pool, clock: school.clock, inbox: school.rooms.engine.inbox });
  });
  const isDone = async (): Promise<boolean> => (await importer.detail(made.import)).state === 'done';
  const loop = async (work: ImportWork): Promise<void> => {
    while (!(await isDone())) await work.step();
  };
  await Promise.all(works.map(loop));
  await school.settle();
  expect(await importer.detail(made.import)).toMatchObject({ progress: { imported: 3_000, repeated: 0, refused: 0 } });
  expect(await orders()).toEqual({ facts: 3_000, different: 3_000 });
});

test('an undo gives a person back what they were called before, and keeps what was said since (IMP-7)', async () => {
  await school.server({ type: 'identify', userId: 'vera', traits: { name: 'Vera', city: 'Perm' } });
  const file = Buffer.from('id;name;Телефон\nvera;Somebody else;89161234567\nnew;Newcomer;89161234568\n');
  const done = await importer.bring('people', file);
  expect(await importer.person('vera')).toMatchObject({ name: 'Somebody else', phone: '+79161234567' });
  school.clock.advance(1_000);
  await school.server({ type: 'identify', userId: 'new', traits: { name: 'Nora' } });
  await importer.undo(done.import);
  expect(await importer.person('vera')).toMatchObject({ name: 'Vera', phone: null });
  expect(await importer.person('new')).toMatchObject({ name: 'Nora', phone: null });
});

test('contacts are not imported before it is said where consent came from, or that there is none (IMP-8)', async () => {
  const made = await importer.upload('people', 'p.csv', Buffer.from('email;name\na@example.ru;A\nb@example.ru;B'));
  const mapped = await importer.map(made.import, { columns: made.suggestion.columns });
  expect(mapped.consentNeeded).toBe(true);
  await importer.check(made.import);
  const refused = await importer.ask('POST', `/imports/${made.import}/start`, {});
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([422, 'consent_needed']);
  const consent = { source: 'The form on the site', date: '2025-03-01', document: 'Policy of 2025' };
  expect((await importer.ask('PUT', `/imports/${made.import}/consent`, consent)).json()).toMatchObject({ consent });
  expect(await importer.run(made.import)).toMatchObject({ state: 'done', consent, progress: { imported: 2 } });
  const facts = await school.database.pool.query<{ consent: string }>(
    `select payload::jsonb->'context'->'import'->>'consent' as consent
     from engine_facts where workspace_id = $1 and type = 'identify'`,
    [school.keys.workspace],
  );
  expect(facts.rows).toEqual([{ consent: 'stated' }, { consent: 'stated' }]);
  const deleting = await importer.ask('DELETE', `/imports/${made.import}`);
  expect([deleting.statusCode, deleting.json<{ code: string }>().code]).toEqual([409, 'brought_something']);
});

test('a saved mapping is offered for files with the same headings (IMP-3)', async () => {
  const file = (name: string): Buffer => Buffer.from(`Код;Что это\n1;${name}\n`);
  const made = await importer.upload('people', 'a.csv', file('A'));
  const columns = [
    { column: 1, field: 'user_id' as const },
    { column: 2, field: 'trait' as const, trait: 'group' },
  ];
  await importer.map(made.import, { columns, saveAs: 'Groups' });
  const other = await importer.upload('people', 'b.csv', file('B'));
  expect(other.suggestion).toEqual({ columns, mapping: 'Groups' });
});

test('orders of people whom nobody knows are named, and skipped if so wished (IMP-4)', async () => {
  await school.server({ type: 'identify', userId: 'u-0', traits: {} });
  const made = await importer.upload('orders', 'o.csv', orderLines(3));
  const { columns } = made.suggestion;
  await importer.map(made.import, { columns });
  const named = await importer.check(made.import);
  expect(named.check?.findings).toMatchObject([{ code: 'new_person', lines: 2 }]);
  await importer.map(made.import, { columns, unknownPersons: 'skip' });
  expect((await importer.check(made.import)).check).toMatchObject({ ready: 1, refused: 2 });
  expect(await orders()).toEqual({ facts: 0, different: 0 });
});
