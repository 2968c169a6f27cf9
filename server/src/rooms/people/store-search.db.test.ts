import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.ts';
import { fromTheNewest } from '../../kit/api/paging.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { searchQuery } from './rules/search.ts';
import { findPersons } from './store-search.ts';

let database: FreshDatabase;
const workspace = 'wsp_crowd' as WorkspaceId;

/** The oldest share a name and are too many to be sorted at once; so many others came since; the newest are a few. */
const crowds = [
  { name: 'Старов', persons: 10_100 },
  { name: 'Новов', persons: 20_100 },
  { name: 'Редкин', persons: 5 },
];

beforeAll(async () => {
  database = await freshDatabase();
  let before = 0;
  for (const { name, persons } of crowds) {
    await database.pool.query(
      `insert into people_persons (lane, person_id, workspace_id, name, created_at, updated_at)
       select i % 256, 'per_' || lpad(i::text, 8, '0'), $1, $2 || ' ' || i, i / 3, 0
       from generate_series($3::int, $4::int) i`,
      [workspace, name, before + 1, before + persons],
    );
    before += persons;
  }
  await database.pool.query('analyze people_persons');
});
afterAll(() => database.drop());

/** What a search finds by looking at everybody. */
async function naive(begins: string, before: readonly [number, string], limit: number): Promise<string[]> {
  const { rows } = await database.pool.query<{ person_id: string }>(
    `select person_id from people_persons
     where lane >= 0 and workspace_id = $1 and lower(name) like $2 and (created_at, person_id) < ($3, $4)
     order by created_at desc, person_id desc limit $5`,
    [workspace, `${begins}%`, ...before, limit],
  );
  return rows.map((row) => row.person_id);
}

test.each(['с', 'старов', 'старов 77', 'н', 'новов', 'р', 'редкин', 'никто'])(
  '%s finds the newest first, whether it finds few, many, or many who are all old (PEO-13)',
  async (text) => {
    const query = searchQuery(workspace, text);
    for (const mayBeMany of [true, false]) {
      let before: readonly [number, string] = fromTheNewest;
      for (let page = 0; page < 3; page += 1) {
        const found = await findPersons(database.pool, {
          workspace,
          query,
          standings: undefined,
          mayBeMany,
          before,
          limit: 4,
        });
        const wanted = await naive(text, before, 4);
        expect(found.map(({ person }) => person)).toEqual(wanted);
        const last = found.at(-1);
        if (last === undefined) break;
        before = [last.createdAt, last.person];
      }
    }
  },
);

test('another workspace finds nobody of them', async () => {
  const other = 'wsp_other' as WorkspaceId;
  for (const mayBeMany of [true, false]) {
    const asked = { workspace: other, query: searchQuery(workspace, 'с'), standings: undefined, mayBeMany };
    const search = { ...asked, before: fromTheNewest, limit: 4 };
    expect(await findPersons(database.pool, search)).toEqual([]);
  }
});
