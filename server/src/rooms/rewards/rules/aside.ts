import type { Fact } from '../../../engine/fact.ts';
import type { DecideInput, DerivedFact, Outcome } from '../../../engine/reactor.ts';
import type { ProfileId, SubjectId } from '../../../kit/values/ids.ts';
import { textIn } from '../../../kit/values/json.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { noteAside, returnLots } from './aside-lots.ts';
import { availableOf, moveHolding, noRewards, type RewardsPart } from './holdings.ts';
import { takeFromLots } from './lots.ts';
import { type AsideKind, type End, movementEffect } from './movement.ts';

/** Part of what a person holds, on its way to an order or back. */
export interface Aside {
  readonly kind: AsideKind;
  /** What it is set aside for, and the name of the movement: each happens once. */
  readonly about: string;
  readonly key: string;
  /** The profile that holds it; it keeps what is set aside when it joins another person or leaves. */
  readonly profile: ProfileId;
  readonly unit: string;
  readonly amountMinor: bigint;
}

const names: Readonly<Record<AsideKind, string>> = {
  set_aside: 'Set Holdings Aside',
  put_back: 'Put Holdings Back',
  pay: 'Pay With Holdings',
  pay_back: 'Pay Holdings Back',
};
const kinds = new Map(Object.entries(names).map(([kind, name]) => [name, kind as AsideKind]));

/** Asks this room to move it, of the person in whose lane it is decided: it happens right behind the asking fact. */
export function asideFact(person: SubjectId, { kind, amountMinor, ...rest }: Aside, timestamp: EpochMs): DerivedFact {
  const properties = { ...rest, amountMinor: String(amountMinor) };
  return { name: names[kind], subject: person, timestamp, trust: 'server', owed: true, properties };
}

/** What a derived fact asks to move; undefined for other facts, and for words that no server vouches for. */
export function asideOf({ name, trust, properties }: Fact): Aside | undefined {
  const kind = kinds.get(name);
  if (kind === undefined || trust !== 'server') return undefined;
  return {
    kind,
    about: textIn(properties, 'about'),
    key: textIn(properties, 'key'),
    profile: textIn(properties, 'profile') as ProfileId,
    unit: textIn(properties, 'unit'),
    amountMinor: BigInt(textIn(properties, 'amountMinor')),
  };
}

/**
 * Moves it. Who asks has looked at what is available in the same lane and the same moment, so too little is a fault of
 * that room.
 */
export function moveAside(input: DecideInput<RewardsPart, undefined>, aside: Aside): Outcome<RewardsPart> {
  const { kind, about, key, profile, unit, amountMinor } = aside;
  const { subject: holder } = input.fact;
  if (kind === 'set_aside' && availableOf(input.parts.values(), unit) < amountMinor) {
    throw new Error(`${holder} has less than ${amountMinor} of ${unit} to set aside for ${about}`);
  }
  const available = { holder, compartment: 'available' } as const;
  const reserved = { holder, compartment: 'reserved' } as const;
  const move = (from: End, to: End, toAvailable: bigint, toReserved: bigint): Outcome<RewardsPart> => {
    const parts = withLotsMoved(input, aside);
    const part = moveHolding(parts.get(profile) ?? noRewards, unit, 0n, toAvailable, toReserved);
    return {
      parts: parts.set(profile, part),
      effects: [movementEffect({ key: `${kind}:${key}`, kind, about, unit, amountMinor, from, to })],
    };
  };
  switch (kind) {
    case 'set_aside':
      return move(available, reserved, -amountMinor, amountMinor);
    case 'put_back':
      return move(reserved, available, amountMinor, -amountMinor);
    case 'pay':
      return move(reserved, 'shop', 0n, -amountMinor);
    case 'pay_back':
      return move('shop', available, amountMinor, 0n);
  }
}

/** What is set aside comes out of what expires first, and goes back there. */
function withLotsMoved({ parts, now }: DecideInput<RewardsPart, undefined>, aside: Aside): Map<ProfileId, RewardsPart> {
  const { kind, about, profile, unit, amountMinor } = aside;
  const mine = parts.get(profile) ?? noRewards;
  switch (kind) {
    case 'set_aside': {
      const { parts: left, taken } = takeFromLots(parts, unit, amountMinor);
      return taken.length === 0
        ? left
        : left.set(profile, noteAside(left.get(profile) ?? mine, { about, unit, amountMinor }, taken));
    }
    case 'put_back':
    case 'pay_back':
      return returnLots(parts, { profile, about, unit, amountMinor }, now);
    case 'pay':
      return new Map(parts);
  }
}
