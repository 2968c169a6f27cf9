import { Partitions } from '../../../server/src/engine/batch/partitions.ts';
import type { Pool } from '../../../server/src/kit/db.ts';
import { codeSql, type Filling, personSql, stepMs } from './filling.ts';

/** Twenty first names and four hundred surnames: a name is one person's in twenty, a surname one's in four hundred. */
const firstNames = [
  ...['Анна', 'Борис', 'Вера', 'Глеб', 'Дарья', 'Егор', 'Жанна', 'Захар', 'Ирина', 'Кирилл'],
  ...['Лариса', 'Максим', 'Наталья', 'Олег', 'Полина', 'Роман', 'Светлана', 'Тимур', 'Ульяна', 'Фёдор'],
];
const stems = [
  ...['Абрам', 'Бел', 'Виногр', 'Гаври', 'Дмитр', 'Ерм', 'Жук', 'Зайц', 'Исак', 'Кузнец'],
  ...['Лазар', 'Мельник', 'Ник', 'Осип', 'Петр', 'Рыб', 'Собол', 'Тихон', 'Ушак', 'Филат'],
  ...['Хохл', 'Цветк', 'Черн', 'Шевел', 'Щерб', 'Юд', 'Яковл', 'Акс', 'Борис', 'Воробь'],
  ...['Горб', 'Долг', 'Елис', 'Журавл', 'Зимин', 'Игнат', 'Карп', 'Логин', 'Мороз', 'Нестер'],
];
const endings = ['ов', 'ова', 'ин', 'ина', 'ский', 'ская', 'енко', 'чук', 'ян', 'ич'];

/** How many facts and decisions the first person has of their own, beside one fact of everybody. */
const longHistory = 2_000;

/** Persons with all that identifies them, their subjects, and the history of what they did. */
export async function fillPeople(filling: Filling, pool: Pool): Promise<void> {
  const { first, last } = filling.filled;
  await fillPersons(filling);
  await fillIdentifiers(filling);
  await new Partitions(pool).ensure(first, last);
  await fillHistory(filling);
}

async function fillPersons({ db, tenant, filled }: Filling): Promise<void> {
  const { workspace } = tenant;
  const { persons, first } = filled;
  await db.query(
    `insert into people_persons (lane, person_id, workspace_id, user_id, email, phone, name, standing, created_at,
                                 updated_at)
     select i % 256, ${personSql('i')}, $1, 'user-' || i, 'user' || i || '@example.com',
            '+7916' || lpad((i % 10000000)::text, 7, '0'),
            ($4::text[])[1 + i % 20] || ' ' || ($5::text[])[1 + (i / 20) % 40] || ($6::text[])[1 + (i / 800) % 10],
            'server', $2::bigint + i * ${stepMs}, $2::bigint + i * ${stepMs}
     from generate_series(1::bigint, $3) i`,
    [workspace, first, persons, firstNames, stems, endings],
  );
  await db.query(
    `insert into engine_subjects (lane, subject_id, workspace_id, created_at, profiles, state)
     select lane, person_id, $1, created_at, person_id,
            json_build_object('people', json_build_object(person_id, json_build_object(
              'traits', json_build_object(), 'userId', user_id, 'asserted', json_build_array(),
              'apart', json_build_array())))::text
     from people_persons where workspace_id = $1`,
    [workspace],
  );
}

async function fillIdentifiers({ db, tenant, filled }: Filling): Promise<void> {
  const { workspace, programs } = tenant;
  const values = {
    userId: `'user-' || i`,
    email: `'user' || i || '@example.com'`,
    phone: `'+7916' || lpad((i % 10000000)::text, 7, '0')`,
    code: codeSql('i'),
  };
  for (const [kind, value] of Object.entries(values)) {
    await db.query(
      `insert into people_identifiers (workspace_id, kind, value, subject_id, profile_id, detail)
       select $1, $2, ${value}, ${personSql('i')}, ${personSql('i')}, $4
       from generate_series(1::bigint, $3) i`,
      [workspace, kind, filled.persons, kind === 'code' ? programs[0] : null],
    );
  }
}

/** A fact of everybody, the newest in the last minutes; of the first person a long history. */
async function fillHistory({ db, tenant, filled }: Filling): Promise<void> {
  const { workspace } = tenant;
  const { persons, first, last } = filled;
  const longest = Math.min(longHistory, persons);
  const fact = (person: string, lane: string, seq: string, at: string, id: string): string => `
    ${lane}, ${seq}, $1, ${personSql(person)}, ${personSql(person)}, 1, ${id}, 'track', 'Product Viewed', ${at}, ${at},
    1, json_build_object('type', 'track', 'event', 'Product Viewed', 'userId', 'user-' || ${person},
      'messageId', ${id}, 'properties', json_build_object('product_id', 'course-' || i % 100, 'price', 1000 + i % 900,
      'category', 'courses', 'url', 'https://shop.example.com/courses/' || i % 100),
      'context', json_build_object('page', json_build_object('url', 'https://shop.example.com/', 'title',
        'Shop')))::text`;
  const insert = `
    insert into engine_facts (lane, seq, workspace_id, subject_id, profile_id, trust, message_id, type, name,
                              happened_at, now_at, revision, payload)`;
  await db.query(
    `${insert} select ${fact('i', 'i % 256', '1 + i / 256', `$2::bigint + i * ${stepMs}`, `'view-' || i`)}
     from generate_series(1::bigint, $3) i`,
    [workspace, first, persons],
  );
  const beyond = 2 + Math.floor(persons / 256);
  const at = `$2::bigint - ($3 - i) * ${stepMs}`;
  await db.query(
    `${insert} select ${fact('1', '1', `${beyond} + i`, at, `'more-' || i`)} from generate_series(1::bigint, $3) i`,
    [workspace, last, longest],
  );
  await db.query(
    `insert into engine_decisions (lane, seq, position, workspace_id, subject_id, reactor, about, outcome, detail,
                                   revision, now_at)
     select 1, ${beyond} + i, 0, $1, ${personSql('1')}, 'referral', $4, 'refused',
            jsonb_build_object('status', 'refused', 'version', 1, 'reason', 'conditions', 'failure',
              jsonb_build_object('at', 'order.conditions.all.1', 'actual', i % 500), 'order',
              jsonb_build_object('id', 'order-' || i, 'at', ${at}, 'total', i % 500)), 1, ${at}
     from generate_series(1::bigint, $3) i`,
    [workspace, last, longest, tenant.programs[0]],
  );
  await db.query(
    `update engine_lanes l set next_seq = f.next_seq, now_at = f.now_at
     from (select lane, max(seq) + 1 as next_seq, max(now_at) as now_at from engine_facts group by lane) f
     where f.lane = l.lane`,
  );
}
