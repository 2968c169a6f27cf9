import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../server/src/engine/index.ts';
import { dayMs, minuteMs } from '../server/src/kit/values/time.ts';
import { separateProfile } from '../server/src/rooms/people/index.ts';
import { ReferralService } from '../server/src/rooms/referral/index.ts';
import { joinProgram } from '../server/src/rooms/referral/rules/facts.ts';
import { type Call, createSchool, type School } from './support/school.ts';

/** Who takes part in a program under which codes, also after two of them turned out to be one person. */
let school: School;
beforeEach(async () => {
  school = await createSchool();
});
afterEach(() => school.close());

const url = '/api/v1/referral/programs/language-school/participants';

interface Participation {
  readonly person: string;
  readonly code: string;
  readonly codes: readonly { readonly code: string; readonly link: string }[];
}

const participate = async (userId: string): Promise<Participation> =>
  (await school.api('POST', url, { userId })) as Participation;

const codesIn = async (): Promise<string[]> => {
  const { rows } = await school.database.pool.query<{ code: string }>(
    'select code from referral_participants order by code',
  );
  return rows.map(({ code }) => code);
};

/** A visitor whom nobody knows takes part, as one does who follows a link to their cabinet. */
async function visitorTakesPart(anonymousId: string, code: string): Promise<void> {
  await school.browser({ type: 'page', name: 'Home', anonymousId });
  const { workspace } = school.keys;
  const program = await school.rooms.referral.program(workspace, 'language-school');
  const { rows } = await school.database.pool.query<{ subject_id: string }>(
    "select subject_id from people_identifiers where kind = 'anonymousId' and value = $1",
    [anonymousId],
  );
  const reply = await school.during(
    school.rooms.engine.commands.send({
      ...{ workspace, name: joinProgram, to: rows[0]?.subject_id as never, messageId: `join-${anonymousId}` },
      properties: { program: program?.program ?? '' },
      claims: [{ kind: 'code', value: code, detail: program?.program ?? '' }],
    }),
  );
  expect(reply).toMatchObject({ status: 'done', result: { code } });
}

const named = (userId: string, anonymousId: string): Call => ({ type: 'identify', userId, anonymousId });

async function friendPays(userId: string, code: string): Promise<void> {
  await school.server({ type: 'identify', userId, traits: { referral_code: code } });
  school.clock.advance(minuteMs);
  const properties = { order_id: `order-${userId}`, total: 4000 };
  await school.server({ type: 'track', event: 'Order Completed', userId, properties });
}

describe('a participant who turns out to be another one (REF-17)', () => {
  const carried = 'CDFGJNQR';

  test('leaves the survivor both codes; both go on working, and no further one is made', async () => {
    const own = await school.codeOf('olga');
    await visitorTakesPart('tablet', carried);
    await school.server(named('olga', 'tablet'));
    const told = await participate('olga');
    expect(told.person).toBe(await school.person('olga'));
    expect(told.code).toBe(own);
    expect(told.codes.map(({ code }) => code)).toEqual([own, carried]);
    expect(told.codes[1]?.link).toBe(`http://localhost:4100/r/${carried}`);
    expect(await codesIn()).toEqual([own, carried].sort());
    await friendPays('boris', own);
    await friendPays('vera', carried);
    expect(await school.lessons('olga')).toBe(4n);
  });

  test('makes a participant of a survivor who was none, with the same code', async () => {
    await school.server({ type: 'identify', userId: 'ivan' });
    await visitorTakesPart('tablet', carried);
    await school.server(named('ivan', 'tablet'));
    expect(await participate('ivan')).toMatchObject({ code: carried, codes: [{ code: carried }] });
    expect(await codesIn()).toEqual([carried]);
    const { rows } = await school.database.pool.query(
      "select from engine_decisions where outcome = 'participant_joined'",
    );
    expect(rows).toHaveLength(1);
  });

  test('takes the code along when support separates them again', async () => {
    const own = await school.codeOf('olga');
    await visitorTakesPart('tablet', carried);
    await school.server(named('olga', 'tablet'));
    const olga = await school.person('olga');
    const { rows } = await school.database.pool.query<{ profiles: string }>(
      'select profiles from engine_subjects where subject_id = $1',
      [olga],
    );
    const profile = rows[0]?.profiles.split(',').find((each) => each !== olga) ?? '';
    const { workspace } = school.keys;
    const separating = { workspace, name: separateProfile, to: olga, messageId: 'separate', properties: { profile } };
    await school.during(school.rooms.engine.commands.send(separating));
    await school.settle();
    expect((await participate('olga')).codes.map(({ code }) => code)).toEqual([own]);
    await friendPays('vera', carried);
    expect(await school.lessons('olga')).toBe(0n);
  });
});

test('who asks twice at once has one code', async () => {
  const { workspace } = school.keys;
  const program = await school.rooms.referral.program(workspace, 'language-school');
  if (program === undefined) throw new Error('The program is gone');
  const asking = ['one', 'two', 'three'].map((id) => school.rooms.referral.participate(workspace, program, 'olga', id));
  const replies = await school.during(Promise.all(asking));
  const codes = new Set(replies.map((reply) => reply?.result?.['code']));
  expect(codes.size).toBe(1);
  expect(await codesIn()).toEqual([...codes]);
});

test('who takes part is known from then on', async () => {
  const anna = await school.codeOf('anna');
  await school.codeOf('olga');
  school.clock.advance(31 * dayMs);
  await friendPays('olga', anna);
  expect(await school.pair('olga')).toEqual({ status: 'refused', reason: 'already_known' });
});

describe('a code (REF-12)', () => {
  /** Draws the codes CCCCCCCC, DDDDDDDD, FFFFFFFF and GGGGGGGG, always in this order. */
  function drawing(): ReferralService {
    const { pool } = school.database;
    const { clock, rooms } = school;
    let draws = 0;
    const random = {
      bytes(length: number) {
        draws += 1;
        return new Uint8Array(length).fill((draws - 1) % 4);
      },
    };
    return new ReferralService({
      ...{ pool, clock, commands: rooms.engine.commands, clickKeys: () => 'a key' },
      random: random as ConstructorParameters<typeof ReferralService>[0]['random'],
    });
  }

  async function offered(service: ReferralService, workspace: School['keys']['workspace'], userId: string) {
    const program = await service.program(workspace, 'language-school');
    if (program === undefined) throw new Error('The program is gone');
    const reply = await school.during<Reply | undefined>(
      service.participate(workspace, program, userId, `j-${userId}`),
    );
    return reply?.result?.['code'] ?? reply?.reason;
  }

  test('is not offered when this workspace or another one has given it out', async () => {
    const service = drawing();
    const { workspace } = school.keys;
    const other = await school.rooms.access.createWorkspace('Other', 'test');
    await service.install({ workspace: other.workspace, actor: 'test' }, 'language-school');
    expect(await offered(drawing(), workspace, 'a')).toBe('CCCCCCCC');
    expect(await offered(drawing(), other.workspace, 'b')).toBe('DDDDDDDD');
    expect(await offered(drawing(), workspace, 'c')).toBe('FFFFFFFF');
    expect(await offered(drawing(), other.workspace, 'd')).toBe('GGGGGGGG');
    expect(await offered(drawing(), workspace, 'e')).toBe('no_free_code');
    expect(await codesIn()).toEqual(['CCCCCCCC', 'DDDDDDDD', 'FFFFFFFF', 'GGGGGGGG']);
  });

  test('belongs to one participant, also when two are offered it at once', async () => {
    const { workspace } = school.keys;
    const [one, two] = [drawing(), drawing()];
    const program = await one.program(workspace, 'language-school');
    if (program === undefined) throw new Error('The program is gone');
    const asking = [one.participate(workspace, program, 'a', 'j-a'), two.participate(workspace, program, 'b', 'j-b')];
    const replies = await school.during(Promise.all(asking));
    expect(new Set(replies.map((reply) => reply?.result?.['code'] ?? reply?.reason))).toEqual(
      new Set(['CCCCCCCC', 'no_free_code']),
    );
    expect(await codesIn()).toEqual(['CCCCCCCC']);
  });
});
