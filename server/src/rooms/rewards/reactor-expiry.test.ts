import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profileJoined } from '../../engine/batch/identity.ts';
import type { DecideInput, Outcome } from '../../engine/reactor.ts';
import { roomFor } from '../../kit/values/amounts.ts';
import { laneOfSubject, type ProfileId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import { isJsonObject, type JsonObject, textIn } from '../../kit/values/json.ts';
import { dayMs, hourMs } from '../../kit/values/time.ts';
import { personFreezing, profileLeaving } from '../people/index.ts';
import { rewardsReactor } from './reactor.ts';
import { asideFact } from './rules/aside.ts';
import { rewardGranted, rewardRevoked } from './rules/booking.ts';
import { expiryTimer } from './rules/expiring.ts';
import type { GrantExpiry } from './rules/expiry.ts';
import { type Grant, grantOf, grantToJson } from './rules/grant.ts';
import { availableOf, moveHolding, noRewards, type RewardsPart, sumOf } from './rules/holdings.ts';
import { addLot, expiringOf, lotsOf, nextMoment } from './rules/lots.ts';
import { spendReward } from './rules/spending.ts';

const person = 'per_00aaaaaaaaaaaaaaaa' as ProfileId;
const browser = 'per_01bbbbbbbbbbbbbbbb' as ProfileId;
const start = Date.UTC(2026, 0, 1, 9);

/** One person of two profiles, whose rewards are decided in memory, with a ledger, rows and timers beside. */
class Bench {
  now = start;
  parts: ReadonlyMap<ProfileId, RewardsPart> = new Map();
  readonly accounts = new Map<string, bigint>();
  readonly rows = new Map<number, bigint>();
  readonly keys = new Set<string>();
  readonly told: { readonly outcome: string; readonly detail: JsonObject }[] = [];
  readonly grants: Grant[] = [];
  timer: number | null = null;
  #seq = 0;

  decide(name: string, properties: JsonObject, type = 'derived', profile: ProfileId = person): Outcome<RewardsPart> {
    this.#seq += 1;
    const messageId = `m${this.#seq}`;
    const fact = {
      ...{ type, name, timestamp: this.now, workspace: 'wsp_1' as WorkspaceId, trust: 'server', messageId },
      ...{ lane: laneOfSubject(person), seq: this.#seq, subject: person, profile, properties },
    };
    const more = { partsOf: () => new Map(), profiles: [person, browser], definitions: undefined };
    const input = { fact, now: this.now, parts: this.parts, ...more } as unknown as DecideInput<RewardsPart, undefined>;
    const outcome = rewardsReactor.decide(input);
    const next = new Map(this.parts);
    if (outcome.part !== undefined) next.set(profile, outcome.part);
    for (const [each, part] of outcome.parts ?? []) next.set(each, part);
    this.parts = next;
    for (const effect of outcome.effects ?? []) this.#apply(effect);
    for (const { key, dueAt } of outcome.timers ?? []) if (key === expiryTimer) this.timer = dueAt;
    this.told.push(...(outcome.decisions ?? []));
    return outcome;
  }

  #apply({ transfer, lot }: JsonObject): void {
    if (isJsonObject(lot)) {
      const minor = BigInt(textIn(lot, 'amountMinor'));
      if (minor === 0n) this.rows.delete(Number(lot['at']));
      else this.rows.set(Number(lot['at']), minor);
    }
    if (!isJsonObject(transfer)) return;
    const key = textIn(transfer, 'key');
    if (this.keys.has(key)) throw new Error(`${key} was posted before`);
    this.keys.add(key);
    const amount = BigInt(textIn(transfer, 'amountMinor'));
    if (amount <= 0n) throw new Error(`${key} moves ${amount}`);
    this.#add(transfer['from'], -amount);
    this.#add(transfer['to'], amount);
  }

  #add(account: JsonObject[string] | undefined, amount: bigint): void {
    const name = isJsonObject(account) ? textIn(account, 'compartment') : textIn({ account: account ?? '' }, 'account');
    this.accounts.set(name, this.on(name) + amount);
  }

  on(account: string): bigint {
    return this.accounts.get(account) ?? 0n;
  }

  /** Time passes, and the timer fires as often as it is due. */
  moveTo(moment: number): void {
    while (this.timer !== null && this.timer <= moment) {
      this.now = Math.max(this.now, this.timer);
      this.timer = null;
      this.decide('rewards', { key: expiryTimer }, 'timer');
    }
    this.now = Math.max(this.now, moment);
  }

  grant(amountMinor: bigint, days: number | undefined, profile: ProfileId = person, availableAt = this.now): void {
    const friend = 'per_02cccccccccccccccc' as SubjectId;
    const expires: GrantExpiry = { endOf: 'day', after: days ?? 0, zone: 'Europe/Moscow', remindDays: [3] };
    const grant = grantOf({
      ...{ program: 'prg_1' as Grant['program'], version: 1, side: 'referrer', holder: profile, friend },
      ...{ order: `o${this.#seq}`, unit: 'points', amountMinor, availableAt, round: 0 },
      ...(days === undefined ? {} : { expires }),
    });
    this.grants.push(grant);
    this.decide(rewardGranted, { grant: grantToJson(grant) }, 'derived', profile);
  }

  refund(index: number): void {
    const [grant] = this.grants.splice(index, 1);
    if (grant === undefined) return;
    const properties = { grant: grantToJson(grant), cause: 'refund', because: 'refunded' };
    this.decide(rewardRevoked, properties, 'derived', grant.holder as ProfileId);
  }

  spend(amount: bigint, profile: ProfileId = person): void {
    this.decide(spendReward, { unit: 'points', amountMinor: String(amount) }, 'command', profile);
  }

  aside(kind: 'set_aside' | 'put_back' | 'pay' | 'pay_back', about: string, amountMinor: bigint, key = about): void {
    const aside = { kind, about, key, profile: person, unit: 'points', amountMinor };
    const { name, properties } = asideFact(person, aside, this.now);
    this.decide(name, properties);
  }

  /** A profile joins with its part, which the engine has put beside the others by then. */
  arrive(profile: ProfileId, part: RewardsPart): void {
    this.parts = new Map([...this.parts, [profile, part]]);
    this.decide(profileJoined, {
      from: profile,
      parts: { rewards: { [profile]: { ...part } as unknown as JsonObject } },
    });
  }

  get available(): bigint {
    return availableOf(this.parts.values(), 'points');
  }

  get expiring(): bigint {
    return [...expiringOf(this.parts.values(), 'points').values()].reduce((sum, minor) => sum + minor, 0n);
  }
}

const outcomesOf = ({ told }: Bench): string[] => told.map(({ outcome }) => outcome);

describe('what expires', () => {
  test('goes back to the issuer when its day is over, after a reminder (REW-19)', () => {
    const bench = new Bench();
    bench.grant(100n, 30);
    bench.grant(40n, undefined);
    bench.spend(30n);
    bench.moveTo(start + 29 * dayMs);
    expect(outcomesOf(bench)).toEqual(['reward_granted', 'reward_granted', 'spent', 'rewards_expiring']);
    // The last day is 31 January, in Moscow.
    bench.moveTo(Date.UTC(2026, 0, 31, 20, 59, 59, 999));
    expect(bench.available).toBe(110n);
    bench.moveTo(Date.UTC(2026, 0, 31, 21));
    expect(bench.available).toBe(40n);
    expect(bench.told.at(-1)).toMatchObject({
      outcome: 'rewards_expired',
      detail: { unit: 'points', amount: '70', left: '40', expiresAt: '2026-01-31T21:00:00.000Z' },
    });
    expect(bench.timer).toBe(null);
  });

  test('nothing of it costs a person who has nothing that expires', () => {
    const bench = new Bench();
    const outcome = bench.decide('anything', {});
    expect(outcome).toEqual({});
    bench.grant(100n, undefined);
    bench.spend(10n);
    expect(bench.timer).toBe(null);
    expect(bench.rows.size).toBe(0);
    expect(bench.parts.get(person)).toEqual({ holdings: { points: { pending: '0', available: '90' } } });
  });

  test('a debt is worked off before a grant makes a lot (REW-22)', () => {
    const bench = new Bench();
    bench.grant(100n, undefined);
    bench.spend(100n);
    bench.refund(0);
    bench.grant(130n, 10);
    expect([bench.available, bench.expiring]).toEqual([30n, 30n]);
    bench.moveTo(start + 12 * dayMs);
    expect(bench.available).toBe(0n);
  });

  test('of a refunded order only what did not expire is taken back (REW-20)', () => {
    const bench = new Bench();
    bench.grant(100n, 10);
    bench.spend(30n);
    bench.moveTo(start + 12 * dayMs);
    bench.refund(0);
    expect(bench.available).toBe(-30n);
    expect(bench.told.at(-1)).toMatchObject({ outcome: 'reward_clawed_back', detail: { expired: '70' } });
  });

  test('what expired wholly is taken back without a movement', () => {
    const bench = new Bench();
    bench.grant(100n, 10);
    bench.moveTo(start + 12 * dayMs);
    const before = bench.keys.size;
    bench.refund(0);
    expect([bench.available, bench.keys.size]).toEqual([0n, before]);
  });

  test('what is granted anew when its day is over expires at once, as it would have', () => {
    const bench = new Bench();
    bench.moveTo(start + 60 * dayMs);
    bench.grant(100n, 10, person, start);
    expect(bench.available).toBe(100n);
    bench.moveTo(bench.now);
    expect([bench.available, bench.timer]).toEqual([0n, null]);
  });

  test('what is set aside does not expire, and comes back to its day or for some days more (REW-21)', () => {
    const bench = new Bench();
    bench.grant(100n, 10);
    bench.grant(50n, 20);
    bench.aside('set_aside', 'early', 80n);
    bench.moveTo(start + 9 * dayMs);
    bench.aside('put_back', 'early', 80n);
    expect(bench.rows).toEqual(
      new Map([
        [Date.UTC(2026, 0, 11, 21), 100n],
        [Date.UTC(2026, 0, 21, 21), 50n],
      ]),
    );
    bench.aside('set_aside', 'late', 120n);
    bench.moveTo(start + 15 * dayMs);
    expect([bench.available, bench.on('reserved')]).toEqual([30n, 120n]);
    bench.aside('put_back', 'late', 120n);
    const grace = Date.UTC(2026, 0, 20);
    expect(bench.rows).toEqual(
      new Map([
        [grace, 100n],
        [Date.UTC(2026, 0, 21, 21), 50n],
      ]),
    );
    bench.moveTo(grace);
    expect(bench.available).toBe(50n);
    bench.refund(0);
    expect(bench.available).toBe(50n);
  });

  test('a refund of an order gives points back from the end: what may be used longest comes first', () => {
    const bench = new Bench();
    bench.grant(60n, 10);
    bench.grant(40n, undefined);
    bench.aside('set_aside', 'order', 100n);
    bench.aside('pay', 'order', 100n);
    bench.aside('pay_back', 'order', 50n, 'order:50');
    expect([bench.available, bench.expiring]).toEqual([50n, 10n]);
    bench.aside('pay_back', 'order', 50n, 'order:100');
    expect([bench.available, bench.expiring]).toEqual([100n, 60n]);
    expect(bench.parts.get(person)?.asides).toEqual({});
  });
});

describe('profiles that come and go', () => {
  const debt = moveHolding(noRewards, 'points', 0n, -60n);

  test('work a debt off by what expires first, and bring their days along (REW-22)', () => {
    const bench = new Bench();
    bench.grant(100n, 10);
    bench.arrive(browser, debt);
    expect([bench.available, bench.expiring]).toEqual([40n, 40n]);
    holdsTogether(bench);
    const theirs = addLot(moveHolding(noRewards, 'points', 0n, 30n), 'points', { at: start + 3 * dayMs, minor: '30' });
    bench.arrive('per_03dddddddddddddddd' as ProfileId, theirs);
    expect(bench.timer).toBe(start + 3 * dayMs);
    holdsTogether(bench);
  });

  test('take their days along, and leave no more than there is (REW-12, REW-22)', () => {
    const bench = new Bench();
    bench.grant(100n, 10, browser);
    bench.grant(100n, 20);
    // Out of the browser's day; it is the spending of the person's own profile.
    bench.spend(150n);
    expect(bench.rows).toEqual(new Map([[Date.UTC(2026, 0, 21, 21), 50n]]));
    bench.decide(profileLeaving, { profile: browser });
    const rest = bench.parts.get(person);
    expect(rest?.holdings['points']).toEqual({ pending: '0', available: '-50' });
    expect([bench.rows.size, bench.timer]).toEqual([0, null]);
  });

  test('freeze with them: nothing is left of a person who joined another', () => {
    const bench = new Bench();
    bench.grant(100n, 10);
    bench.decide(personFreezing, { into: browser });
    expect([bench.rows.size, bench.timer]).toEqual([0, null]);
    expect(lotsOf(bench.parts.get(person), 'points')).toHaveLength(1);
  });
});

type Step = (bench: Bench, used: { set: Map<string, bigint>; paid: Map<string, bigint> }) => void;

const profile = fc.constantFrom(person, browser);
const amount = fc.bigInt({ min: 1n, max: 200n });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(amount, fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }), profile).map(
    ([minor, days, whose]): Step =>
      (bench) =>
        bench.grant(minor, days, whose),
  ),
  fc.tuple(amount, profile).map(
    ([minor, whose]): Step =>
      (bench) =>
        bench.spend(minor, whose),
  ),
  fc.nat({ max: 20 }).map(
    (index): Step =>
      (bench) =>
        bench.refund(index % Math.max(1, bench.grants.length)),
  ),
  fc.integer({ min: 1, max: 20 * 24 }).map(
    (hours): Step =>
      (bench) =>
        bench.moveTo(bench.now + hours * hourMs),
  ),
  amount.map(
    (minor): Step =>
      (bench, { set }) => {
        if (bench.available < minor) return;
        const about = `order-${bench.keys.size}`;
        bench.aside('set_aside', about, minor);
        set.set(about, minor);
      },
  ),
  fc.boolean().map(
    (isPaid): Step =>
      (bench, { set, paid }) => {
        const [first] = set;
        if (first === undefined) return;
        const [about, minor] = first;
        set.delete(about);
        bench.aside(isPaid ? 'pay' : 'put_back', about, minor);
        if (isPaid) paid.set(about, minor);
      },
  ),
  amount.map(
    (minor): Step =>
      (bench, { paid }) => {
        const [first] = paid;
        if (first === undefined) return;
        const [about, left] = first;
        const back = roomFor(minor, left, true);
        if (back === left) paid.delete(about);
        else paid.set(about, left - back);
        bench.aside('pay_back', about, back, `${about}:${left}`);
      },
  ),
);

function holdsTogether(bench: Bench): void {
  const { pending = '0', available = '0', reserved = '0' } = sumOf(bench.parts.values())['points'] ?? {};
  expect([pending, available, reserved]).toEqual(
    ['pending', 'available', 'reserved'].map((name) => String(bench.on(name))),
  );
  // Nothing is made or lost on the way.
  expect([...bench.accounts.values()].reduce((sum, each) => sum + each, 0n)).toBe(0n);
  const room = bench.available > 0n ? bench.available : 0n;
  expect(bench.expiring <= room).toBe(true);
  for (const part of bench.parts.values()) {
    for (const { at, minor } of lotsOf(part, 'points'))
      expect([BigInt(minor) > 0n, at > bench.now]).toEqual([true, true]);
  }
  expect(bench.rows).toEqual(expiringOf(bench.parts.values(), 'points'));
  expect(bench.timer ?? undefined).toBe(nextMoment(bench.parts.values()));
  // Whatever is refunded after it expired, nobody owes more than they have used.
  expect(bench.on('available') + bench.on('reserved') + bench.on('shop') >= 0n).toBe(true);
}

test('grants, spendings, orders, refunds and days in any order keep the books (REW-6, REW-22, REW-20, REW-21)', () => {
  let expired = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 15, maxLength: 45 }), (steps) => {
      const bench = new Bench();
      const used = { set: new Map<string, bigint>(), paid: new Map<string, bigint>() };
      for (const each of steps) {
        each(bench, used);
        holdsTogether(bench);
      }
      bench.moveTo(bench.now + 60 * dayMs);
      expect(bench.expiring).toBe(0n);
      holdsTogether(bench);
      expired += outcomesOf(bench).filter((outcome) => outcome === 'rewards_expired').length;
    }),
    { seed: 25, numRuns: 200 },
  );
  expect(expired).toBeGreaterThan(200);
});
