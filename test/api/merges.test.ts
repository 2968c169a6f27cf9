import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import { createSchool, type School } from '../support/school.ts';
import { ask, bearer } from './customers.ts';

let school: School;
beforeEach(async () => {
  school = await createSchool();
});
afterEach(() => school.close());

const merge = (person: string, into: string, key?: string) =>
  ask(
    school,
    'POST',
    { url: `/people/persons/${person}/merges`, payload: { into } },
    { ...bearer(school.keys.apiKey), ...(key === undefined ? {} : { 'idempotency-key': key }) },
  );

async function personBy(q: string): Promise<string> {
  const url = `/api/v1/people/persons?q=${encodeURIComponent(q)}`;
  const page = (await school.api('GET', url)) as { items: { person: string }[] };
  return page.items[0]?.person ?? '';
}

/** Somebody who left an address on the site and has no account. */
async function lead(): Promise<string> {
  const code = await school.codeOf('anna');
  const traits = { email: 'b@example.com', name: 'Lead', referral_code: code };
  await school.server({ type: 'identify', anonymousId: 'form', traits });
  school.clock.advance(minuteMs);
  return personBy('b@example.com');
}

describe('support says that two persons are one (PEO-14)', () => {
  test('the one with a userId survives, with what both brought, and a separation undoes it', async () => {
    const known = await lead();
    await school.server({ type: 'identify', userId: 'boris', traits: { name: 'Boris' } });
    const boris = await school.person('boris');
    const answer = await merge(boris, known);
    expect(answer.json()).toEqual({ person: boris, profile: known });
    expect(answer.statusCode).toBe(200);
    expect(await school.pair('boris')).toMatchObject({ status: 'waiting' });
    const properties = { order_id: 'o1', total: 4000 };
    await school.server({ type: 'track', event: 'Order Completed', userId: 'boris', properties });
    expect(await school.lessons('anna')).toBe(2n);
    expect(await personBy('b@example.com')).toBe(boris);
    await school.api('POST', `/api/v1/people/persons/${boris}/separations`, { profile: known });
    expect(await personBy('b@example.com')).toBe(known);
    expect(await school.lessons('anna')).toBe(0n);
  });

  test('by hand also those whom support had separated', async () => {
    const known = await lead();
    await school.server({ type: 'identify', userId: 'boris' });
    const boris = await school.person('boris');
    await merge(known, boris);
    await school.api('POST', `/api/v1/people/persons/${boris}/separations`, { profile: known });
    await school.server({ type: 'identify', userId: 'boris', traits: { email: 'b@example.com' } });
    expect(await school.api('GET', `/api/v1/people/persons/${known}`)).toMatchObject({ redirect: null });
    const again = await merge(known, boris);
    expect(again.json()).toEqual({ person: boris, profile: known });
    expect(await school.api('GET', `/api/v1/people/persons/${known}`)).toMatchObject({ redirect: boris });
  });

  test('a repeat under its key, and one without, answer alike and change nothing; it is logged once', async () => {
    const known = await lead();
    await school.server({ type: 'identify', userId: 'boris' });
    const boris = await school.person('boris');
    const answers = [await merge(known, boris, 'once'), await merge(known, boris, 'once'), await merge(known, boris)];
    expect(answers.map((each) => each.json<object>())).toEqual(Array(3).fill({ person: boris, profile: known }));
    const audit = (await school.api('GET', '/api/v1/access/audit')) as { items: { action: string; target: string }[] };
    expect(audit.items.filter(({ action }) => action === 'person.merge')).toMatchObject([{ target: known }]);
  });
});

test('two accounts are never one person, whoever says so, and nothing is left behind (PEO-4)', async () => {
  await school.server({ type: 'identify', userId: 'boris' }, { type: 'identify', userId: 'vera' });
  const [boris, vera] = [await school.person('boris'), await school.person('vera')];
  const answer = await merge(boris, vera);
  expect(answer.json()).toMatchObject({
    ...{ status: 409, code: 'two_users' },
    detail: expect.stringContaining('boris and vera'),
    detail_ru: expect.stringContaining('boris и vera'),
  });
  expect(await school.person('boris')).toBe(boris);
  const audit = (await school.api('GET', '/api/v1/access/audit')) as { items: { action: string }[] };
  expect(audit.items.map(({ action }) => action)).not.toContain('person.merge');
});

test('a person is not merged with themselves, with a stranger, or with what is no person', async () => {
  await school.server({ type: 'identify', userId: 'boris' });
  const boris = await school.person('boris');
  expect((await merge(boris, boris)).json()).toMatchObject({ status: 409, code: 'same_person' });
  for (const other of ['per_00aaaaaaaaaaaaaaaa', 'boris', 'cap_00aaaaaaaaaaaaaaaa']) {
    expect((await merge(boris, other)).json()).toMatchObject({ status: 404, code: 'unknown_person' });
  }
});
