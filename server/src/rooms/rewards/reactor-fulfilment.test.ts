import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DecideInput, Outcome } from '../../engine/reactor.ts';
import { laneOfSubject, type ProfileId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import { isJsonObject, type JsonObject, textIn } from '../../kit/values/json.ts';
import { fulfilmentLimits } from './limits.ts';
import { rewardsReactor } from './reactor.ts';
import { rewardGranted, rewardRevoked } from './rules/booking.ts';
import { offerCode, type Report, reportFulfilment, returnCode } from './rules/fulfilment.ts';
import { type Grant, grantOf, grantToJson } from './rules/grant.ts';
import { type RewardsPart, sumOf } from './rules/holdings.ts';

const person = 'per_00aaaaaaaaaaaaaaaa' as ProfileId;
const browser = 'per_01bbbbbbbbbbbbbbbb' as ProfileId;
const promotion = 'prm_00aaaaaaaaaaaaaaaa' as SubjectId;
const now = Date.UTC(2026, 0, 1);

/** One person of two profiles, whose rewards are decided in memory, with a ledger beside. */
class Bench {
  parts: ReadonlyMap<ProfileId, RewardsPart> = new Map();
  readonly accounts = new Map<string, bigint>();
  readonly keys = new Set<string>();
  readonly outcomes: string[] = [];
  /** What became of each grant by the rows for lists. */
  readonly states = new Map<string, string>();
  readonly codes = new Map<string, string[]>();
  #seq = 0;

  decide(name: string, properties: JsonObject, type = 'derived', profile: ProfileId = person): Outcome<RewardsPart> {
    this.#seq += 1;
    const fact = {
      ...{ type, name, timestamp: now, workspace: 'wsp_1' as WorkspaceId, trust: 'server', messageId: `m${this.#seq}` },
      ...{ lane: laneOfSubject(person), seq: this.#seq, subject: person, profile, properties },
    };
    const more = { partsOf: () => new Map(), profiles: [person, browser], definitions: undefined };
    const input = { fact, now, parts: this.parts, ...more } as unknown as DecideInput<RewardsPart, undefined>;
    const outcome = rewardsReactor.decide(input);
    const next = new Map(this.parts);
    if (outcome.part !== undefined) next.set(profile, outcome.part);
    for (const [each, part] of outcome.parts ?? []) next.set(each, part);
    this.parts = next;
    for (const effect of outcome.effects ?? []) this.#apply(effect);
    this.outcomes.push(...(outcome.decisions ?? []).map((decision) => decision.outcome));
    return outcome;
  }

  #apply({ transfer, grant, state, fulfilment }: JsonObject): void {
    if (isJsonObject(grant)) this.states.set(textIn(grant, 'id'), textIn({ state: state ?? null }, 'state'));
    if (isJsonObject(fulfilment) && typeof fulfilment['code'] === 'string') {
      const id = textIn(fulfilment, 'id');
      this.codes.set(id, [...(this.codes.get(id) ?? []), fulfilment['code']]);
    }
    if (!isJsonObject(transfer)) return;
    const key = textIn(transfer, 'key');
    if (this.keys.has(key)) throw new Error(`${key} was posted before`);
    this.keys.add(key);
    const amount = BigInt(textIn(transfer, 'amountMinor'));
    for (const [end, sign] of [
      ['from', -1n],
      ['to', 1n],
    ] as const) {
      const account = transfer[end];
      const name = isJsonObject(account)
        ? textIn(account, 'compartment')
        : textIn({ account: account ?? null }, 'account');
      this.accounts.set(name, this.on(name) + sign * amount);
    }
  }

  on(account: string): bigint {
    return this.accounts.get(account) ?? 0n;
  }

  grant(order: string, { by = 'person', round = 0, profile = person }: Granting = {}): Grant {
    const fulfil = by === 'promo_code' ? { fulfil: { by, promotion } } : by === 'none' ? {} : { fulfil: { by } };
    const grant = grantOf({
      ...{ program: 'prg_1' as Grant['program'], version: 1, side: 'referrer', holder: profile, friend: person },
      ...{ order, unit: 'gift', amountMinor: 2n, availableAt: now, round, ...fulfil },
    });
    this.decide(rewardGranted, { grant: grantToJson(grant) }, 'derived', profile);
    return grant;
  }

  revoke(grant: Grant, cause = 'refund'): void {
    this.decide(rewardRevoked, { grant: grantToJson(grant), cause, because: cause }, 'derived', grant.holder);
  }

  report({ id }: Grant, report: Report): Outcome<RewardsPart> {
    return this.decide(reportFulfilment, { grant: id, report }, 'command');
  }

  offer({ id, holder: profile }: Grant, code: string): Outcome<RewardsPart> {
    const from = `cod_00${code.padEnd(16, 'a')}`;
    return this.decide(offerCode, { grant: id, profile, promotion, code, from }, 'derived', profile);
  }
}

interface Granting {
  readonly by?: 'person' | 'webhook' | 'promo_code' | 'none';
  readonly round?: number;
  readonly profile?: ProfileId;
}

describe('what is handed out', () => {
  test('beyond what a part may hold becomes a balance, and is taken back as one (INV-8)', () => {
    const bench = new Bench();
    for (let index = 0; index < fulfilmentLimits.open; index += 1) bench.grant(`o${index}`);
    expect(bench.outcomes).not.toContain('fulfilment_beyond_limit');
    const further = bench.grant('further');
    expect(bench.outcomes).toContain('fulfilment_beyond_limit');
    expect([bench.on('available'), bench.states.get(further.id)]).toEqual([2n, 'available']);
    bench.revoke(further);
    expect(bench.on('available')).toBe(0n);
  });

  test('a browser’s word gives no code, and one for a grant that another promotion gives goes back (REW-26)', () => {
    const bench = new Bench();
    const grant = bench.grant('o1', { by: 'webhook' });
    expect(bench.offer(grant, 'A').facts).toMatchObject([{ name: returnCode, properties: { code: 'A' } }]);
    expect(bench.states.get(grant.id)).toBe('waiting');
  });

  const step = fc.oneof(
    fc.record({ do: fc.constantFrom('grant', 'revoke', 'correct', 'again'), at: fc.nat(9) }),
    fc.record({ do: fc.constantFrom('done', 'failed', 'waiting', 'offer'), at: fc.nat(9) }),
  );
  const ways = ['person', 'webhook', 'promo_code', 'none'] as const;

  test('in whichever order, the books agree and nothing is handed out twice (REW-6, REW-24, REW-26)', () => {
    let handedOut = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const bench = new Bench();
        const grants: Grant[] = [];
        for (const [index, { do: what, at }] of steps.entries()) {
          const grant = grants[at % Math.max(grants.length, 1)];
          const by = ways[at % ways.length] ?? 'person';
          const profile = at % 2 === 0 ? person : browser;
          if (what === 'grant' || grant === undefined) grants.push(bench.grant(`o${index}`, { by, profile }));
          else if (what === 'offer') bench.offer(grant, `C${index}`);
          else if (what === 'done' || what === 'failed' || what === 'waiting') bench.report(grant, what);
          else if (bench.states.get(grant.id) !== 'clawed_back')
            bench.revoke(grant, what === 'correct' ? 'correction' : 'refund');
          else if (what === 'again' && grant.fulfil !== undefined) {
            const anew = bench.grant(grant.order, {
              by: grant.fulfil.by,
              round: index,
              profile: grant.holder as ProfileId,
            });
            grants[grants.indexOf(grant)] = anew;
          }
        }
        const held = sumOf(bench.parts.values())['gift'] ?? { pending: '0', available: '0' };
        expect([bench.on('pending'), bench.on('available')]).toEqual([BigInt(held.pending), BigInt(held.available)]);
        expect([...bench.accounts.values()].reduce((sum, each) => sum + each, 0n)).toBe(0n);
        for (const codes of bench.codes.values()) expect(codes).toHaveLength(1);
        // Of one reward, in all its rounds, at most one thing is in its holder's hands.
        const rewards = new Set(grants.map(({ order }) => order)).size;
        expect(bench.on('fulfilled')).toBeLessThanOrEqual(BigInt(rewards) * 2n);
        if (bench.on('fulfilled') > 0n) handedOut += 1;
      }),
      { numRuns: 300 },
    );
    expect(handedOut).toBeGreaterThan(10);
  });
});
