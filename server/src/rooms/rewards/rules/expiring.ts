import type { DecideInput, Decision, Outcome } from '../../../engine/reactor.ts';
import type { ProfileId } from '../../../kit/values/ids.ts';
import type { JsonObject } from '../../../kit/values/json.ts';
import { type EpochMs, isoMoment } from '../../../kit/values/time.ts';
import { expireLots, takeReminders } from './expired.ts';
import { reminderAt } from './expiry.ts';
import { availableOf, type RewardsPart } from './holdings.ts';
import { expiringOf, expiringUnits, fitLots, hasLots, nextMoment, type Parts } from './lots.ts';
import { movementEffect } from './movement.ts';

type Input = DecideInput<RewardsPart, undefined>;

/** The one timer of what expires: it is set to the next moment at which something does, or a reminder is due. */
export const expiryTimer = 'expiry';

/**
 * The moment has come: what expires goes back to whom it came from at first, the issuer, also where a cap paid for it,
 * since it was granted all the same. Of what expires later the holder is reminded.
 */
export function expireNow(input: Input): Outcome<RewardsPart> {
  const { fact, now } = input;
  const { parts: left, gone } = expireLots(input.parts, now);
  const { parts, due } = takeReminders(left, (at, days) => at > now && reminderAt(at, days) <= now);
  const effects = gone.map(({ unit, at, minor }) =>
    movementEffect({
      ...{ key: `expire:${fact.lane}.${fact.seq}:${unit}:${at}`, kind: 'expire', about: fact.subject, unit },
      ...{ amountMinor: minor, from: { holder: fact.subject, compartment: 'available' }, to: 'issuer' },
    }),
  );
  const told = (outcome: string, unit: string, at: EpochMs, minor: bigint): Decision => ({
    about: unit,
    outcome,
    detail: {
      ...{ unit, amount: String(minor), expiresAt: isoMoment(at) },
      left: String(availableOf(parts.values(), unit)),
    },
  });
  return {
    parts: changedIn(input.parts, parts),
    effects,
    decisions: [
      ...gone.map(({ unit, at, minor }) => told('rewards_expired', unit, at, minor)),
      ...due.flatMap(({ unit, at }) => {
        const minor = expiringOf(parts.values(), unit).get(at) ?? 0n;
        return minor > 0n ? [told('rewards_expiring', unit, at, minor)] : [];
      }),
    ],
  };
}

function changedIn(before: Parts, after: Parts): Parts {
  return new Map([...after].filter(([profile, part]) => part !== before.get(profile)));
}

/** Whose lots were this person's before profiles came or went, and who stays. */
export interface Moved {
  readonly before: Parts;
  readonly stays: (profile: ProfileId) => boolean;
}

/**
 * What a decision comes to where something expires: lots fit what is available, the timer stands at the next moment,
 * and the rows for lists say what expires when. Where nothing does, the decision is as it was.
 */
export function settleLots(
  input: Input,
  outcome: Outcome<RewardsPart>,
  moved: Moved | undefined,
): Outcome<RewardsPart> {
  const { part, parts, ...rest } = outcome;
  if (part === undefined && parts === undefined && moved === undefined) return outcome;
  if (![...input.parts.values(), ...(parts?.values() ?? []), ...(part === undefined ? [] : [part])].some(hasLots)) {
    return outcome;
  }
  const decided = new Map([...input.parts, ...(parts ?? [])]);
  if (part !== undefined) decided.set(input.fact.profile, part);
  const { before, stays } = moved ?? { before: input.parts, stays: () => true };
  let after: Parts = new Map([...decided].filter(([profile]) => stays(profile)));
  const units = expiringUnits([...before.values(), ...after.values()]);
  for (const unit of units) after = fitLots(after, unit);
  const next = nextMoment(after.values());
  const isSame = next === nextMoment(before.values());
  return {
    ...rest,
    parts: changedIn(input.parts, new Map([...decided, ...after])),
    timers: [...(rest.timers ?? []), ...(isSame ? [] : [{ key: expiryTimer, dueAt: next ?? null }])],
    effects: [...(rest.effects ?? []), ...units.flatMap((unit) => rowsOf(unit, before, after))],
  };
}

/** The rows that differ: a moment at which nothing expires any more has no amount. */
function rowsOf(unit: string, before: Parts, after: Parts): JsonObject[] {
  const [old, now] = [expiringOf(before.values(), unit), expiringOf(after.values(), unit)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((at): JsonObject[] => {
    const minor = now.get(at) ?? 0n;
    return minor === (old.get(at) ?? 0n) ? [] : [{ lot: { unit, at, amountMinor: String(minor) } }];
  });
}
