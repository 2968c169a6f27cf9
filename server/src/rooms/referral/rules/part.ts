import type { TouchChannel } from '@sarafan/contract';
import type { CountState } from '../../../conditions/index.ts';
import { groupBy } from '../../../kit/values/group.ts';
import type { ProfileId, ProgramId, SubjectId } from '../../../kit/values/ids.ts';
import type { Json } from '../../../kit/values/json.ts';
import { comparePositions, type FactPosition } from '../../../kit/values/position.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import type { Books } from '../../rewards/index.ts';
import type { Order, Refund } from './order.ts';

/** An invitation that reached the person: a followed link, an entered code, or a binding that support made. */
export interface Touch {
  readonly at: FactPosition;
  readonly channel: TouchChannel;
  readonly code: string;
  readonly program: ProgramId;
  readonly referrer: SubjectId;
  /** When support made the binding, for one that is dated back: what was unbound before that does not take it away. */
  readonly made?: EpochMs;
  /** When the link was followed, for a touch that a click token tells of: it names the click. */
  readonly click?: EpochMs;
}

/** Support took all earlier invitations of a program back. */
export interface Unbinding {
  readonly at: FactPosition;
  readonly program: ProgramId;
}

/** A value of a trait from a moment on, as a server said it. */
export interface TraitSince {
  readonly at: FactPosition;
  readonly value: Json;
}

/** What the referral room remembers of one profile: only what programs ask about, never the whole history. */
export interface ReferralPart {
  readonly touches: readonly Touch[];
  readonly unbindings: readonly Unbinding[];
  readonly orders: readonly Order[];
  readonly refunds: readonly Refund[];
  /** The first fact in which a server named this person. */
  readonly knownSince?: FactPosition;
  readonly traits: Readonly<Record<string, readonly TraitSince[]>>;
  readonly counts: CountState;
  /** The codes under which this profile takes part, by program. Absent in a part that takes part in none. */
  readonly codes?: Readonly<Record<ProgramId, string>>;
  /** The rewards booked for this profile as a friend, by program. */
  readonly books: Readonly<Record<ProgramId, Books>>;
  /** The last verdict of each program that was recorded, as a short text: a decision is stored when it changes. */
  readonly recorded: Readonly<Record<ProgramId, string>>;
}

export const emptyReferralPart: ReferralPart = {
  touches: [],
  unbindings: [],
  orders: [],
  refunds: [],
  traits: {},
  counts: {},
  books: {},
  recorded: {},
};

export const referralLimits = {
  /** The earliest are kept: programs ask about the first payment and what came before it. */
  orders: 1_000,
  refunds: 1_000,
  touches: 200,
  traitValues: 100,
} as const;

/** The codes of a person in a program: the person's own first, then those that joined profiles brought along. */
export function codesOf(
  parts: ReadonlyMap<ProfileId, ReferralPart>,
  profiles: readonly ProfileId[],
  program: ProgramId,
): readonly string[] {
  return profiles.flatMap((profile) => parts.get(profile)?.codes?.[program] ?? []);
}

interface Placed {
  readonly at: FactPosition;
}

/** Inserts by position; a repeat of the same message changes nothing, and beyond the limit the latest are dropped. */
export function insertPlaced<Item extends Placed>(items: readonly Item[], item: Item, limit: number): readonly Item[] {
  const place = items.findIndex((other) => comparePositions(other.at, item.at) >= 0);
  if (place < 0) return items.length < limit ? [...items, item] : items;
  const present = items[place];
  if (present !== undefined && comparePositions(present.at, item.at) === 0) return items;
  return [...items.slice(0, place), item, ...items.slice(place)].slice(0, limit);
}

/** All that a person's profiles know, in order. */
export interface ReferralView {
  readonly touches: readonly Touch[];
  readonly unbindings: readonly Unbinding[];
  readonly orders: readonly Order[];
  readonly refunds: readonly Refund[];
  readonly knownSince: FactPosition | undefined;
  readonly traits: ReadonlyMap<string, readonly TraitSince[]>;
  readonly counts: readonly CountState[];
  /** Traits that the people room knew before any program asked about them. */
  readonly knownTraits: ReadonlyMap<string, TraitSince>;
}

/**
 * The telling of an order that stands: the earliest in history that names somebody else as the one who learns, since
 * then the order is theirs, else the earliest. Whoever was credited with it is the one who learns.
 */
function standing(tellings: readonly Order[]): Order | undefined {
  const isLearner = tellings.some((order) => order.credited === true);
  const others = isLearner ? undefined : tellings.find((order) => order.learner !== undefined);
  return others ?? tellings.find((order) => order.learner === undefined);
}

/** Joins the parts of a person's profiles; of one order told several times, one telling counts. */
export function viewOf(parts: Iterable<ReferralPart>, knownTraits: ReadonlyMap<string, TraitSince>): ReferralView {
  const all = [...parts];
  const byPlace = (left: Placed, right: Placed): number => comparePositions(left.at, right.at);
  const merged = <Item extends Placed>(read: (part: ReferralPart) => readonly Item[]): Item[] =>
    all
      .flatMap((part) => [...read(part)])
      .sort(byPlace)
      .filter((item, index, items) => index === 0 || byPlace(items[index - 1] ?? item, item) !== 0);
  const tellings = groupBy(
    merged((part) => part.orders),
    (order) => order.id,
  );
  const orders = [...tellings.values()].flatMap((each) => standing(each) ?? []).sort(byPlace);
  const traits = new Map<string, TraitSince[]>();
  for (const part of all) {
    for (const [name, values] of Object.entries(part.traits)) {
      traits.set(name, [...(traits.get(name) ?? []), ...values].sort(byPlace));
    }
  }
  const known = all.flatMap((part) => (part.knownSince === undefined ? [] : [part.knownSince])).sort(comparePositions);
  return {
    touches: merged((part) => part.touches),
    unbindings: merged((part) => part.unbindings),
    orders,
    refunds: merged((part) => part.refunds),
    knownSince: known[0],
    traits,
    counts: all.map((part) => part.counts),
    knownTraits,
  };
}

/** A trait as it stood at a moment; said only later, it counts as if said in time, since a late word is still true. */
export function traitAt(view: ReferralView, name: string, moment: FactPosition): TraitSince | undefined {
  const values = view.traits.get(name) ?? [];
  const inTime = values.findLast((value) => comparePositions(value.at, moment) <= 0);
  if (inTime !== undefined) return inTime;
  const known = view.knownTraits.get(name);
  return known !== undefined && comparePositions(known.at, moment) <= 0 ? known : (values[0] ?? known);
}
