import type { World } from '../support/world.ts';
import type { Ids } from './sample.ts';

/** Whom the holder of a write key tries to harm, and what that holder knows of them. */
export interface Targets {
  readonly ids: Ids;
  /** A user who was invited and has not paid. */
  readonly waiting: string;
  /** A user whom nobody invited. */
  readonly uninvited: string;
  readonly phone: string;
  /** The browser of a known user. */
  readonly browser: string;
  /** The invite code of the attacker's friend, and a click on its link, signed by the server. */
  readonly ownCode: string;
  readonly ownClick: string;
}

export interface AttackCall {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** The attacker's own browser. Ids of it begin alike, so that what is its own can be told from everything else. */
export const ownBrowser = 'attacker-browser';

const paid = {
  order_id: 'forged',
  total: 1_000_000,
  currency: 'RUB',
  payments: [{ method: 'money', amount: 1_000_000 }],
};
const order = (ids: object, properties: object = paid): AttackCall => {
  return { type: 'track', event: 'Order Completed', ...ids, properties };
};
const contacts = ({ ids, phone }: Targets): object => ({ email: ids.email, phone, name: 'Eve' });

/** Facts that rooms tell each other, and commands. */
const insideNames = [
  'Join Requested',
  'Person Freezing',
  'Profile Joined',
  'Profile Left',
  'Profile Parted',
  'Separate Profile',
  'Join Program',
  'Bind Friend',
  'Unbind Friend',
  'Order Credited',
  'Refund Credited',
  'Reward Granted',
  'Reward Revoked',
  'Reward Taken Back',
  'Reserve Reward',
  'Release Reward',
  'Reward Reserved',
  'Reward Declined',
  'Spend Reward',
  'Referral Link Clicked',
];

/** Everything that a fact has inside and no sender may say. */
function smuggled({ ids }: Targets): object {
  return {
    subject: ids.person,
    profile: ids.person,
    claims: [{ kind: 'userId', value: ids.userId }],
    lineage: { root: 'x', depth: 0, budget: 10_000 },
    replyLane: 0,
    lane: 0,
    seq: 1,
    trust: 'server',
    checked: true,
    workspace: 'wsp_other',
    acceptedAt: 0,
  };
}

/** What a write key may try, by what it hopes for. */
export const attacks: Readonly<Record<string, (targets: Targets) => readonly AttackCall[]>> = {
  'a forged order of an invited user': ({ waiting }) => [
    order({ userId: waiting }),
    order({ userId: waiting, anonymousId: ownBrowser }),
    order({ anonymousId: ownBrowser, context: { userId: waiting, traits: { userId: waiting } } }),
    order({ anonymousId: ownBrowser }, { ...paid, learner_id: waiting, userId: waiting }),
  ],
  'a forged order under somebody’s address, phone and browser': ({ ids, phone, browser }) => [
    order({ anonymousId: ownBrowser, traits: { email: ids.email }, context: { traits: { email: ids.email, phone } } }),
    order({ anonymousId: browser }),
  ],
  'an order that pays the attacker’s own browser': ({ ids }) => [
    { type: 'track', event: 'Referral Code Entered', anonymousId: ownBrowser, properties: { code: ids.code } },
    order({ anonymousId: ownBrowser }),
    order({ anonymousId: ownBrowser }, { ...paid, total: '1e15', order_id: 'second' }),
  ],
  'a refund of somebody’s order': ({ ids }) =>
    [{ userId: ids.friendUserId }, { anonymousId: ownBrowser, userId: ids.friendUserId }].map((who) => ({
      ...order(who, { order_id: `o-${ids.friendUserId.split('-')[1]}`, total: 10 }),
      event: 'Order Refunded',
    })),
  'another’s traits, contacts and legal form': (targets) =>
    [{ userId: targets.waiting }, { userId: targets.waiting, anonymousId: ownBrowser }].map((who) => ({
      type: 'identify',
      ...who,
      traits: { ...contacts(targets), legal_form: 'company', referral_code: targets.ownCode },
      context: { traits: contacts(targets) },
    })),
  'a join of its browser with a user': ({ ids, waiting }) => [
    { type: 'identify', userId: waiting, anonymousId: ownBrowser, traits: { email: ids.email } },
    { type: 'alias', userId: waiting, previousId: ownBrowser, anonymousId: ownBrowser },
    { type: 'alias', userId: ownBrowser, previousId: waiting, anonymousId: ownBrowser },
    { type: 'alias', userId: ids.userId, previousId: ids.friendUserId },
    { type: 'group', groupId: waiting, userId: ids.userId, anonymousId: ownBrowser, traits: { members: [ids.userId] } },
  ],
  'a binding of a user to its own code': ({ uninvited, ownCode, ownClick }) => [
    { type: 'track', event: 'Referral Code Entered', userId: uninvited, properties: { code: ownCode } },
    {
      type: 'track',
      event: 'Referral Code Entered',
      userId: uninvited,
      anonymousId: ownBrowser,
      properties: { code: ownCode, referral_code: ownCode, coupon: ownCode, userId: uninvited },
    },
    {
      type: 'page',
      userId: uninvited,
      anonymousId: ownBrowser,
      properties: { referral_click: ownClick },
      context: { referrer: { type: 'sarafan', id: ownClick } },
    },
    { type: 'page', userId: uninvited, context: { referrer: { type: 'sarafan', id: `${ownClick}x` } } },
  ],
  'facts and commands of the inside, by their names': (targets) =>
    insideNames.map((event) => ({
      type: 'track',
      event,
      userId: targets.ids.userId,
      anonymousId: ownBrowser,
      properties: {
        ...{ from: targets.ids.friend, into: targets.ids.person, userId: targets.ids.userId, code: targets.ownCode },
        ...{ profile: targets.ids.joinedProfile, profiles: [targets.ids.person], apart: [], parts: {}, createdAt: 0 },
        ...{ program: targets.ids.program, unit: 'lesson', amount: '1', key: { kind: 'userId', value: 'x' } },
        grant: { id: 'grt_x', holder: targets.ids.person, unit: 'lesson', amountMinor: '1000', availableAt: 0 },
      },
    })),
  'members that only the engine writes': (targets) => [
    { ...order({ anonymousId: ownBrowser }), ...smuggled(targets) },
    { ...order({ userId: targets.waiting }), ...smuggled(targets) },
    { type: 'identify', anonymousId: ownBrowser, traits: smuggled(targets), context: smuggled(targets) },
  ],
  'types that no sender has': (targets) =>
    ['command', 'timer', 'derived', 'COMMAND', ''].map((type) => ({
      ...{ type, name: 'Bind Friend', event: 'Bind Friend', userId: targets.uninvited, anonymousId: ownBrowser },
      ...smuggled(targets),
      properties: { code: targets.ownCode },
    })),
  'other times, other addresses': ({ waiting, browser }) =>
    ['1970-01-01T00:00:00Z', '2019-01-01T00:00:00Z', '9999-12-31T23:59:59Z'].flatMap((timestamp) => [
      { ...order({ userId: waiting, anonymousId: ownBrowser }), timestamp, sentAt: '1970-01-01T00:00:00Z' },
      { ...order({ anonymousId: browser }), originalTimestamp: timestamp, sentAt: '9999-01-01T00:00:00Z' },
      { ...order({ userId: waiting }), timestamp, context: { ip: '127.0.0.1', userAgent: 'server' } },
    ]),
};

/** Logs of what came in; what it led to is in the other tables. */
const logs = /^(engine_facts|engine_dedup|engine_inbox|engine_refusals|engine_lanes)/;
/** Tables of what a profile is, with the column that says whose a row is. There an attacker’s own rows may change. */
const ownColumns: Readonly<Record<string, string>> = {
  people_identifiers: 'subject_id',
  people_persons: 'person_id',
  engine_subjects: 'subject_id',
  engine_decisions: 'subject_id',
  referral_pairs: 'friend_id',
  referral_failed_codes: 'person_id',
};
/** When somebody was last heard of; a fact of a browser that a server named moves it. */
const movesByItself = ['now_at', 'updated_at'];

/** A browser may say that it was invited, which is its own row among pairs; the sums of those rows count it. */
function isMoreThanInvited(row: Record<string, unknown>): boolean {
  delete row['invited'];
  return ['shared', 'followed', 'registered', 'paid', 'rewarded'].some((name) => row[name] !== 0);
}

/** Persons, state, grants, books and definitions, row by row, but those of the attacker's own profile. */
export async function everythingElse({ database }: World): Promise<readonly string[]> {
  const { pool } = database;
  const tables = await pool.query<{ table_name: string }>(
    `select table_name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`,
  );
  const own = new Set((await ownProfiles({ database })).map((row) => row.person));
  const rows: string[] = [];
  for (const { table_name: table } of tables.rows) {
    if (logs.test(table)) continue;
    const { rows: found } = await pool.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) - $1::text[] as row from ${table} t`,
      [movesByItself],
    );
    const column = ownColumns[table];
    const others = found.filter(({ row }) => {
      if (table === 'referral_counts') return isMoreThanInvited(row);
      return column === undefined || !own.has(String(row[column]));
    });
    rows.push(...others.flatMap(({ row }) => told(table, row)));
  }
  return rows.sort();
}

/** A row as a text. What the rooms remember of a person is told part by part, so that each stands for itself. */
function told(table: string, row: Readonly<Record<string, unknown>>): string[] {
  if (table !== 'engine_subjects') return [`${table} ${JSON.stringify(row)}`];
  const { state, ...subject } = row;
  const rooms = Object.entries(JSON.parse(String(state)) as Record<string, Record<string, unknown>>);
  const parts = rooms.flatMap(([room, profiles]) =>
    Object.entries(profiles).map(([profile, part]) => `state ${room} ${profile} ${JSON.stringify(part)}`),
  );
  return [`${table} ${JSON.stringify(subject)}`, ...parts];
}

/** Persons that the attacker's browser and its assertions made, as lists show them. */
export async function ownProfiles({ database }: Pick<World, 'database'>): Promise<
  readonly {
    readonly person: string;
    readonly userId: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly joinedInto: string | null;
  }[]
> {
  const { rows } = await database.pool.query(
    `select distinct i.subject_id as person, p.user_id as "userId", p.email, p.phone, p.joined_into as "joinedInto"
     from people_identifiers i left join people_persons p on p.person_id = i.subject_id
     where i.kind = 'assertedUserId' or (i.kind = 'anonymousId' and i.value like $1)`,
    [`${ownBrowser}%`],
  );
  return rows;
}
