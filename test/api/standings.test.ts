import type { PersonConsent, PersonSummary } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrations } from '../../server/migrations/index.ts';
import { migrate } from '../../server/src/kit/migrate.ts';
import { createImporter } from '../support/imports.ts';
import { sendForm } from '../support/landing.ts';
import { createSchool, type School } from '../support/school.ts';

let school: School;
let path: string;

interface Listed {
  readonly items: PersonSummary[];
  readonly next: string | null;
}

beforeAll(async () => {
  school = await createSchool();
  const code = await school.codeOf('anna');
  await school.server({ type: 'identify', userId: 'anna', traits: { name: 'Anna' } });
  const { program } = (await school.api('GET', '/api/v1/referral/programs/language-school')) as { program: string };
  path = `/i/${program}?code=${code}`;
  await school.browser({ type: 'page', anonymousId: 'silent-1' }, { type: 'page', anonymousId: 'silent-2' });
  await school.browser(
    { type: 'identify', anonymousId: 'talking', traits: { name: 'Eve', email: 'eve@example.com' } },
    { type: 'track', event: 'Seen', anonymousId: 'asserting', userId: 'anna' },
  );
  const form = { name: 'Вера', email: 'Vera@Example.com', phone: '8 (916) 111-22-33' };
  await sendForm(school, path, form, { address: '198.51.100.1' });
  await school.settle();
});
afterAll(() => school.close());

const list = async (query: string): Promise<Listed> =>
  (await school.api('GET', `/api/v1/people/persons${query}`)) as Listed;

/** Each person as the first thing that was told of them. */
const namesOf = ({ items }: Listed): string[] =>
  items.map(({ name, userId, said }) => name ?? userId ?? said?.name ?? said?.userId ?? 'nobody').sort();

/** Walks the pages of a list. */
async function walk(query: string, limit: number): Promise<PersonSummary[]> {
  const found: PersonSummary[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Listed = await list(`?${query}&limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`);
    found.push(...page.items);
    cursor = page.next;
  }
  return found;
}

describe('a list of persons by who tells of them (PEO-15)', () => {
  test.each([
    ['server', ['Anna']],
    ['form', ['Вера']],
    ['browser', ['Eve', 'anna', 'nobody', 'nobody']],
    ['named', ['Anna', 'Eve', 'anna', 'Вера']],
  ])('%s', async (knownBy, names) => {
    expect(namesOf(await list(`?knownBy=${knownBy}`))).toEqual([...names].sort());
  });

  test('everybody, when nothing is asked', async () => {
    expect((await list('')).items).toHaveLength(6);
  });

  test('pages of several standings are in the order of age, and tell each person once', async () => {
    for (const limit of [1, 2, 3]) {
      const walked = await walk('knownBy=named', limit);
      const whole = (await list('?knownBy=named')).items;
      expect(walked).toEqual(whole);
      expect(walked.map(({ createdAt }) => createdAt)).toEqual(
        walked
          .map(({ createdAt }) => createdAt)
          .sort()
          .reverse(),
      );
    }
  });

  test('it counts beside a search, an identifier and a name', async () => {
    expect(namesOf(await list('?q=anna&knownBy=server'))).toEqual(['Anna']);
    expect(namesOf(await list('?q=anna&knownBy=form'))).toEqual([]);
    expect(namesOf(await list('?userId=anna&knownBy=named'))).toEqual(['Anna']);
    expect(namesOf(await list('?userId=anna&knownBy=browser'))).toEqual([]);
    expect(namesOf(await list('?name=an&knownBy=server'))).toEqual(['Anna']);
    expect(namesOf(await list('?name=an&knownBy=form'))).toEqual([]);
  });

  test('what is no standing is refused', async () => {
    await expect(list('?knownBy=everybody')).rejects.toThrow('knownBy');
  });
});

describe('what somebody left in a form', () => {
  test('is told apart from what a server said, and found when it is typed whole', async () => {
    const [vera] = (await list('?knownBy=form')).items;
    const said = { userId: null, name: 'Вера', email: 'vera@example.com', phone: '+79161112233' };
    expect(vera).toMatchObject({ name: null, email: null, phone: null, userId: null, knownBy: 'form', said });
    expect(namesOf(await list('?q=vera@example.com'))).toEqual(['Вера']);
    expect(namesOf(await list(`?q=${encodeURIComponent('8 916 111-22-33')}`))).toEqual(['Вера']);
    expect((await list('?q=vera@example')).items).toEqual([]);
    expect((await list('?q=eve@example.com')).items).toEqual([]);
  });

  test('is the word of nobody any more once a server names the contact', async () => {
    await school.server({ type: 'identify', userId: 'vera', traits: { name: 'Vera', email: 'vera@example.com' } });
    expect((await list('?knownBy=form')).items).toEqual([]);
    const [vera] = (await list('?userId=vera')).items;
    expect(vera).toMatchObject({ name: 'Vera', knownBy: 'server', said: null });
  });
});

describe('a person’s consents come from facts (PEO-16)', () => {
  const consentsOf = async (userId: string): Promise<PersonConsent[]> => {
    const person = await school.person(userId);
    return ((await school.api('GET', `/api/v1/people/persons/${person}/consents`)) as { items: PersonConsent[] }).items;
  };

  test('what was agreed to in a form stays with whom a server named since', async () => {
    const [consent, ...others] = await consentsOf('vera');
    expect(others).toEqual([]);
    expect(consent).toMatchObject({
      ...{ source: 'form', channels: ['email', 'phone'], purpose: 'invitation', language: 'ru', import: null },
      wording: expect.stringContaining('School') as unknown,
      place: expect.stringMatching(/^\/i\/prg_/) as unknown,
      fact: expect.stringMatching(/^~form\./) as unknown,
    });
    const { rows } = await school.database.pool.query('select 1 from engine_facts where message_id = $1', [
      consent?.fact,
    ]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(consent)).not.toContain('198.51');
  });

  test('an import’s statement is told of everybody in its file, until the import is undone', async () => {
    const importer = createImporter(school);
    const made = await importer.upload('people', 'p.csv', Buffer.from('user id,email\ngleb,gleb@example.com\ndina,\n'));
    await importer.map(made.import, { columns: made.suggestion.columns });
    const statement = { source: 'Club card', date: '2025-02-01', wording: 'News of the club', document: 'Contract 7' };
    expect((await importer.ask('PUT', `/imports/${made.import}/consent`, statement)).statusCode).toBe(200);
    await importer.check(made.import);
    await importer.run(made.import);
    const [consent, ...others] = await consentsOf('gleb');
    expect(others).toEqual([]);
    expect(consent).toMatchObject({
      ...{ source: 'import', channels: ['email'], place: 'Club card', wording: 'News of the club', row: 2 },
      ...{ document: 'Contract 7', givenOn: '2025-02-01', import: made.import, purpose: null },
    });
    expect(await consentsOf('dina')).toEqual([]);
    await importer.undo(made.import);
    expect(await consentsOf('gleb')).toEqual([]);
  });

  test('nobody else’s are told, and an unknown person is named', async () => {
    expect(await consentsOf('anna')).toEqual([]);
    await expect(school.api('GET', '/api/v1/people/persons/per_nobody/consents')).rejects.toThrow('unknown_person');
  });
});

test('the standings of persons of before are what the room would say of them', async () => {
  const { pool } = school.database;
  const told = async () =>
    (await pool.query('select person_id, standing, said from people_persons order by person_id')).rows;
  const evidence = async () => (await pool.query('select * from people_consents order by profile_id, message_id')).rows;
  const [persons, consents] = [await told(), await evidence()];
  expect(consents.length).toBeGreaterThan(0);
  await pool.query('drop table people_consents');
  await pool.query('alter table people_persons drop column standing, drop column said');
  await pool.query("delete from schema_migrations where name >= '0014-standings'");
  // Those after it stand as they are.
  const until = Object.fromEntries(Object.entries(migrations).filter(([name]) => name <= '0014-standings'));
  expect(await migrate(pool, until)).toEqual(['0014-standings']);
  // A browser that only asserts a user id is one that said nothing, until it says something else.
  const asserting = (row: { standing: string; said: { userId: string | null } | null }) =>
    row.standing === 'visitor' && row.said?.userId !== null;
  expect(await told()).toEqual(
    persons.map((row) => (asserting(row) ? { ...row, standing: 'browser', said: null } : row)),
  );
  expect(await evidence()).toEqual(consents);
});
