import { profileJoined, profileLeft } from '../../engine/batch/identity.ts';
import type { Fact } from '../../engine/fact.ts';
import type { DecideInput, Outcome, TimerChange } from '../../engine/reactor.ts';
import type { GrantId, ProfileId, SubjectId } from '../../kit/values/ids.ts';
import { isJsonObject, type JsonObject, textIn } from '../../kit/values/json.ts';
import { type Grant, grantFromJson, grantToJson } from './rules/grant.ts';
import { noRewards, type RewardsPart, sumOf } from './rules/holdings.ts';
import { type Movement, movementEffect } from './rules/movement.ts';

/**
 * Rewards that move with profiles. The ledger has one account a person and lane, so what a profile holds goes into
 * clearing where it leaves and comes out of clearing where it arrives, decided by the two facts that move its parts.
 * Who takes the profile in sets its holds' timers anew and takes its grants' rows over, so no lane writes another's
 * timers.
 */
type Input = DecideInput<RewardsPart, undefined>;

/** This person freezes: all that its profiles hold goes to the survivor. Its timers end with it. */
export function sendAll(input: Input): Outcome<RewardsPart> {
  const into = textIn(input.fact.properties, 'into') as SubjectId;
  return movements(input, input.parts.values(), { kind: 'join', direction: 'out', other: into });
}

/** A profile leaves: what it holds goes home with it. */
export function sendHome(input: Input): Outcome<RewardsPart> {
  const profile = textIn(input.fact.properties, 'profile') as ProfileId;
  const part = input.parts.get(profile) ?? noRewards;
  const timers = Object.keys(part.holds ?? {}).map((key) => ({ key, dueAt: null }));
  return { ...movements(input, [part], { kind: 'separate', direction: 'out', other: profile }), timers };
}

/** Profiles came, by a join or home after a separation, with what they hold. */
export function takeIn(input: Input): Outcome<RewardsPart> {
  const { fact } = input;
  const parts = fact.properties?.['parts'];
  const rewards = isJsonObject(parts) ? parts['rewards'] : undefined;
  if (!isJsonObject(rewards)) return {};
  const theirs = Object.values(rewards) as unknown as readonly RewardsPart[];
  const from = textIn(fact.properties, 'from') as SubjectId;
  const kind = fact.name === profileJoined ? 'join' : 'separate';
  const came = movements(input, theirs, { kind, direction: 'in', other: from });
  const moved = { moved: { from, profiles: Object.keys(rewards) } };
  return { ...came, effects: [...(came.effects ?? []), moved], timers: theirs.flatMap(holdsOf) };
}

/** The profiles that came with such a fact and hold anything. */
export function arrivedIn({ properties }: Fact): string[] {
  const parts = properties?.['parts'];
  const rewards = isJsonObject(parts) ? parts['rewards'] : undefined;
  return isJsonObject(rewards) ? Object.keys(rewards) : [];
}

export const isArrival = (name: string): boolean => name === profileJoined || name === profileLeft;

function holdsOf({ holds = {} }: RewardsPart): TimerChange[] {
  return Object.values(holds).map((json) => holdTimer(grantFromJson(json)));
}

/** Ends a grant's hold when its time has come. */
export function holdTimer(grant: Grant): TimerChange & { readonly key: GrantId } {
  return { key: grant.id, dueAt: grant.availableAt, properties: { grant: grantToJson(grant) } };
}

interface Move {
  readonly kind: 'join' | 'separate';
  readonly direction: 'in' | 'out';
  /** Whom it goes to, or comes from. */
  readonly other: SubjectId;
}

/** One movement for each compartment that holds or owes something; a debt moves the other way. */
function movements(input: Input, parts: Iterable<RewardsPart>, { kind, direction, other }: Move): Outcome<RewardsPart> {
  const { fact } = input;
  const holdings = sumOf(parts);
  const effects = Object.entries(holdings).flatMap(([unit, held]) =>
    (['pending', 'available'] as const).flatMap((compartment): JsonObject[] => {
      const amount = BigInt(held[compartment]);
      if (amount === 0n) return [];
      const account = { holder: fact.subject, compartment };
      const outward = (direction === 'out') === amount > 0n;
      const movement: Movement = {
        key: `${kind}-${direction}:${fact.lane}.${fact.seq}:${unit}:${compartment}`,
        kind,
        about: fact.subject,
        unit,
        amountMinor: amount < 0n ? -amount : amount,
        from: outward ? account : 'clearing',
        to: outward ? 'clearing' : account,
      };
      return [movementEffect(movement)];
    }),
  );
  if (effects.length === 0) return {};
  const outcome = direction === 'out' ? 'rewards_sent' : 'rewards_received';
  const told = direction === 'out' ? { to: other } : { from: other };
  const detail = { ...told, holdings: holdings as unknown as JsonObject };
  return { effects, decisions: [{ about: other, outcome, detail }] };
}
