import type { Pair, PairDetail, RewardGrant } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { createSchool, type School } from '../support/school.ts';

let school: School;
const friends = ['boris', 'vera', 'gleb', 'dina', 'egor'] as const;

/** Two programs, two referrers; of five friends one has paid, one paid by certificate, one was refunded. */
beforeAll(async () => {
  school = await createSchool();
  await school.api('POST', '/api/v1/referral/programs', { key: 'second', definition: languageSchool });
  const anna = await school.codeOf('anna');
  await school.server({ type: 'identify', userId: 'anna', traits: { name: 'Анна Иванова' } });
  const join = { userId: 'zoya' };
  const zoya = (await school.api('POST', '/api/v1/referral/programs/second/participants', join)) as { code: string };
  for (const [index, userId] of friends.entries()) {
    const code = index < 3 ? anna : zoya.code;
    const traits = { name: `Друг ${userId}`, email: `${userId}@example.com`, referral_code: code };
    await school.server({ type: 'identify', userId, traits });
    school.clock.advance(minuteMs);
  }
  const pays = (userId: string, more: object = {}) => ({
    ...{ type: 'track', event: 'Order Completed', userId },
    properties: { order_id: `o-${userId}`, total: 4000, ...more },
  });
  await school.server(pays('boris', { coupon: 'SPRING' }), pays('dina'));
  school.clock.advance(minuteMs);
  await school.server(pays('vera', { payments: [{ method: 'gift_certificate', amount: 4000 }] }));
  school.clock.advance(minuteMs);
  const refund = { order_id: 'o-dina', total: '4000' };
  await school.server({ type: 'track', event: 'Order Refunded', userId: 'dina', properties: refund });
});
afterAll(() => school.close());

interface Page<Item> {
  readonly items: Item[];
  readonly next: string | null;
}

async function readAll<Item>(url: string, limit = 2): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = (await school.api(
      'GET',
      `/api/v1${url}${url.includes('?') ? '&' : '?'}limit=${limit}${more}`,
    )) as Page<Item>;
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

const users = (pairs: readonly Pair[]) => pairs.map(({ friendPerson }) => friendPerson?.userId);

describe('pairs are found by whatever support knows of them (REF-32)', () => {
  test('in all programs, those that changed last first, each once, with who they are', async () => {
    const all = await readAll<Pair>('/referral/pairs');
    expect(users(all)).toEqual(['dina', 'vera', 'boris', 'egor', 'gleb']);
    expect(all[2]).toMatchObject({
      program: { key: 'language-school' },
      friendPerson: { userId: 'boris', name: 'Друг boris', email: 'boris@example.com' },
      referrerPerson: { userId: 'anna', name: 'Анна Иванова' },
      ...{ status: 'rewarded', channel: 'code', order: 'o-boris' },
    });
    expect(all.map(({ registeredAt }) => registeredAt)).not.toContain(null);
  });

  test.each([
    ['program=second', ['dina', 'egor']],
    ['status=waiting', ['egor', 'gleb']],
    ['status=reversed&program=second', ['dina']],
    ['q=анна', ['vera', 'boris', 'gleb']],
    ['q=анна&status=refused', ['vera']],
    ['q=vera@ex', ['vera']],
    ['q=Друг', ['dina', 'vera', 'boris', 'egor', 'gleb']],
    ['q=никто', []],
    ['program=nothing', []],
    ['friend=per_00aaaaaaaaaaaaaaaa', []],
  ])('%s', async (query, expected) => {
    expect(users(await readAll<Pair>(`/referral/pairs?${encodeURI(query)}`))).toEqual(expected);
  });

  test('by the friend and by the referrer, in one program or all', async () => {
    const [anna, boris] = [await school.person('anna'), await school.person('boris')];
    expect(users(await readAll<Pair>(`/referral/pairs?referrer=${anna}`))).toEqual(['vera', 'boris', 'gleb']);
    expect(users(await readAll<Pair>(`/referral/pairs?friend=${boris}`))).toEqual(['boris']);
    expect(await readAll(`/referral/pairs?friend=${boris}&referrer=${boris}`)).toEqual([]);
    expect(await readAll(`/referral/programs/second/pairs?referrer=${anna}`)).toEqual([]);
    expect(users(await readAll<Pair>('/referral/programs/second/pairs?q=egor'))).toEqual(['egor']);
  });
});

test('a pair in full: the invitation, the payments, the refunds, the rewards of both, and why (REF-32)', async () => {
  const detail = async (userId: string, program: string): Promise<PairDetail> =>
    (await school.api('GET', `/api/v1/referral/pairs/${program}/${await school.person(userId)}`)) as PairDetail;
  const boris = await detail('boris', 'language-school');
  expect(boris).toMatchObject({
    ...{ friendPerson: { userId: 'boris' }, referrerPerson: { userId: 'anna' }, refunds: [] },
    orders: [{ id: 'o-boris', total: '4000.00', coupon: 'SPRING', learner: null, decides: true }],
    explanation: { status: 'rewarded', invitation: { channel: 'code' } },
  });
  expect(boris.explanation.rewards.map(({ side }) => side).sort()).toEqual(['friend', 'referrer']);
  const dina = await detail('dina', 'second');
  expect(dina).toMatchObject({
    refunds: [{ order: 'o-dina', amount: '4000.00' }],
    explanation: { status: 'reversed', reason: 'refunded' },
  });
  const elsewhere = await detail('boris', 'second');
  expect(elsewhere).toMatchObject({ referrer: null, referrerPerson: null, explanation: { status: 'none' } });
});

describe('rewards are found by whatever support knows of them (REW-14)', () => {
  const shown = (grants: readonly RewardGrant[]) =>
    grants.map(({ side, holderPerson, order, state }) => `${holderPerson?.userId} ${side} ${order} ${state}`).sort();

  test('all, by state, by unit, by holder, by friend, by program and by the moment they were granted', async () => {
    const all = ['anna referrer o-boris available', 'boris friend o-boris available'];
    const taken = ['dina friend o-dina clawed_back', 'zoya referrer o-dina clawed_back'];
    expect(shown(await readAll('/rewards/grants', 1))).toEqual([...all, ...taken].sort());
    expect(shown(await readAll('/rewards/grants?state=available', 1))).toEqual(all);
    expect(shown(await readAll('/rewards/grants?state=clawed_back&unit=lesson', 1))).toEqual(taken);
    expect(await readAll('/rewards/grants?state=review')).toEqual([]);
    expect(await readAll('/rewards/grants?unit=points')).toEqual([]);
    const [anna, boris, dina] = [
      await school.person('anna'),
      await school.person('boris'),
      await school.person('dina'),
    ];
    expect(shown(await readAll(`/rewards/grants?person=${anna}`))).toEqual(all.slice(0, 1));
    expect(shown(await readAll(`/rewards/grants?friend=${boris}`, 1))).toEqual(all);
    expect(shown(await readAll(`/rewards/grants?friend=${dina}&person=${dina}`))).toEqual(taken.slice(0, 1));
    const [grant] = await readAll<RewardGrant>('/rewards/grants?state=clawed_back');
    expect(shown(await readAll(`/rewards/grants?program=${grant?.program}`, 1))).toEqual(taken);
    const at = encodeURIComponent(grant?.grantedAt ?? '');
    expect(await readAll(`/rewards/grants?from=${at}`)).toHaveLength(4);
    expect(await readAll(`/rewards/grants?to=${at}`)).toHaveLength(0);
  });

  test('of nobody', async () => {
    await expect(readAll('/rewards/grants?person=per_00aaaaaaaaaaaaaaaa')).rejects.toThrow('unknown_person');
  });
});
