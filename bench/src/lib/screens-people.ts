import { writeCursor } from '../../../server/src/kit/api/paging.ts';
import { type Filled, personNumbered } from './filling.ts';
import { type Bare, newest, readRows, type Screen } from './screen.ts';
import type { Tenant } from './tenant.ts';

const columns = 'person_id, user_id, email, phone, name, standing, said, created_at';
const known = `joined_into is null and (name is not null or email is not null or phone is not null
                                        or user_id is not null)`;
const byAge = 'order by created_at desc, person_id desc';

/** The first page of people, a page in the middle, what people type into the search, and one person's history. */
export function peopleScreens(tenant: Tenant, filled: Filled): readonly Screen[] {
  const { workspace } = tenant;
  const middle = filled.first + Math.floor((filled.last - filled.first) / 2);
  const list = (before: number): Bare => ({
    text: `
      select ${columns} from people_persons
      where workspace_id = $1 and joined_into is null and (created_at, person_id) < ($2, '')
      ${byAge} limit ${readRows}`,
    values: [workspace, before],
  });
  const named: Bare = {
    text: `
      select p.* from unnest(array['server', 'form', 'visitor']) as k(standing)
      cross join lateral (
        select ${columns} from people_persons
        where workspace_id = $1 and joined_into is null
          and standing >= k.standing and (standing, created_at, person_id) < (k.standing, $2, '')
        order by standing desc, created_at desc, person_id desc limit ${readRows}) p
      ${byAge} limit ${readRows}`,
    values: [workspace, newest],
  };
  const path = '/api/v1/people/persons';
  return [
    { label: 'people', path, bare: [list(newest)] },
    { label: 'people, without browsers that said nothing', path: `${path}?knownBy=named`, bare: [named] },
    { label: 'people, by a key', path, bare: [list(newest)], byKey: true },
    { label: 'people, the middle', path: `${path}?cursor=${writeCursor(middle, '')}`, bare: [list(middle)] },
    ...searches(tenant, filled),
    timeline(tenant, 'the timeline of a person with a long history', 1),
    timeline(tenant, 'the timeline of a person', Math.floor(filled.persons / 2)),
  ];
}

function searches({ workspace }: Tenant, { persons }: Filled): readonly Screen[] {
  const one = Math.floor(persons / 2) + 1;
  const phone = String(one).padStart(7, '0');
  const screen = (label: string, q: string, bare: Bare): Screen => {
    return { label, path: `/api/v1/people/persons?q=${encodeURIComponent(q)}`, bare: [bare] };
  };
  const words = (text: string, by: (query: string) => Bare): Bare => {
    return by(
      text
        .split(' ')
        .map((word) => `'${workspace} ${word}':*`)
        .join(' & '),
    );
  };
  const often = (query: string): Bare => oftenFound(workspace, query);
  return [
    screen('people by one letter of a name', 'а', words('а', often)),
    screen('people by one letter of an address', 'u', words('u', often)),
    screen('people by a first name', 'Анна', words('анна', often)),
    screen('people by a surname', 'Кузнецов', words('кузнецов', seldomFound)),
    screen('people by both names', 'Кузнецова Вера', words('кузнецова вера', seldomFound)),
    screen('people by the beginning of an address', 'user77', words('user77', seldomFound)),
    screen('people by an address', `user${one}@example.com`, identified(workspace, 'email', `user${one}@example.com`)),
    screen('people by the beginning of a phone', `8 916 ${phone.slice(0, 4)}`, {
      ...seldomFound(`'${workspace} +7916${phone.slice(0, 4)}':*`),
    }),
    screen('people by a phone', `8 (916) ${phone}`, identified(workspace, 'phone', `+7916${phone}`)),
    screen('people by a user id', `user-${one}`, words(`user-${one}`, seldomFound)),
  ];
}

/** Few: the index finds them all, and they are sorted. */
function seldomFound(query: string): Bare {
  const text = `
    with found as materialized (
      select ${columns} from people_persons where search @@ $1::tsquery and ${known})
    select * from found ${byAge} limit ${readRows}`;
  return { text, values: [query] };
}

/** Many: the newest are looked at one after the other. */
function oftenFound(workspace: string, query: string): Bare {
  const text = `
    select ${columns} from people_persons
    where workspace_id = $1 and joined_into is null and (search @@ $2::tsquery) is true ${byAge} limit ${readRows}`;
  return { text, values: [workspace, query] };
}

function identified(workspace: string, kind: string, value: string): Bare {
  const text = `
    select ${columns
      .split(', ')
      .map((column) => `p.${column}`)
      .join(', ')}
    from people_identifiers i
    join people_persons p on p.lane = (('x' || substr(i.subject_id, 5, 2))::bit(8)::int)::smallint
                         and p.person_id = i.subject_id
    where i.workspace_id = $1 and i.kind = $2 and i.value = $3`;
  return { text, values: [workspace, kind, value] };
}

function timeline({ workspace }: Tenant, label: string, number: number): Screen {
  const person = personNumbered(number);
  const values = [number % 256, person, workspace];
  const profiles = `
    engine_subjects s cross join unnest(string_to_array(s.profiles, ',')) as k(id) cross join lateral`;
  const ofOne = 's.lane = $1 and s.subject_id = $2 and s.workspace_id = $3';
  return {
    label,
    path: `/api/v1/people/persons/${person}/timeline`,
    bare: [
      {
        text: `
          select f.* from ${profiles} (
            select lane, seq, now_at, happened_at, type, name, trust, message_id, payload, profile_id
            from engine_facts where lane = $1 and profile_id = k.id and workspace_id = $3
            order by seq desc limit ${readRows}) f
          where ${ofOne}`,
        values,
      },
      {
        text: `
          select d.* from ${profiles} (
            select lane, seq, position, now_at, reactor, about, outcome, detail, revision
            from engine_decisions where lane = $1 and subject_id = k.id and workspace_id = $3
            order by seq desc, position desc limit ${readRows}) d
          where ${ofOne}`,
        values,
      },
    ],
  };
}
