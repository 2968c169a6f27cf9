import { programLimits, type TouchChannel } from '@sarafan/contract';
import type { CountState } from '../../../conditions/index.ts';
import { getOrInsert, groupBy } from '../../../kit/values/group.ts';
import type { ProfileId, ProgramId, SubjectId } from '../../../kit/values/ids.ts';
import type { Layered } from '../../../kit/values/imports.ts';
import type { JsonObject } from '../../../kit/values/json.ts';
import { comparePositions, type FactPosition } from '../../../kit/values/position.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import type { TraitValue } from '../../people/index.ts';
import type { Books } from '../../rewards/index.ts';
import type { Placements } from '../types-placements.ts';
import type { BroughtBy, SharesTold } from './brought.ts';
import { type ChoicesMade, together } from './choices.ts';
import type { Order, Refund } from './order.ts';
import type { CountedWith, Link, StandingTold, Tally } from './standing.ts';
import type { TasksTaken } from './tasks.ts';

/** An invitation that reached the person: a followed link, an entered code, or a binding that support made. */
export interface Touch {
  readonly at: FactPosition;
  readonly channel: TouchChannel;
  readonly code: string;
  readonly program: ProgramId;
  readonly referrer: SubjectId;
  /** When support made the binding, for one that is dated back: what was unbound before that does not take it away. */
  readonly made?: EpochMs;
  /** Where the link stood, when it said so. */
  readonly placement?: string;
  /** When the link was followed, for a touch that a click token tells of: it names the click. */
  readonly click?: EpochMs;
  /** Until when another system has paid for it, for an invitation of the past that was imported. */
  readonly settled?: EpochMs;
}

/** Support took all earlier invitations of a program back. */
export interface Unbinding {
  readonly at: FactPosition;
  readonly program: ProgramId;
}

/** Traits that a server said together. */
export interface TraitsTold {
  readonly at: FactPosition;
  readonly values: JsonObject;
}

/** An event of a name that some program rewards, with the properties that its conditions ask about. */
export interface Happening {
  readonly at: FactPosition;
  readonly name: string;
  readonly fields?: JsonObject;
}

/** What was told of a profile: by everybody else, or by one import. */
export interface Told {
  readonly touches: readonly Touch[];
  readonly orders: readonly Order[];
  readonly refunds: readonly Refund[];
  readonly happenings?: readonly Happening[];
  /** The first fact in which a server named this person. */
  readonly knownSince?: FactPosition;
  readonly traits: readonly TraitsTold[];
  readonly counts: CountState;
  /** Codes that another system gave out and an import brought, by program. Absent where there are none. */
  readonly oldCodes?: Readonly<Record<ProgramId, readonly string[]>>;
}

export const nothingTold: Told = { touches: [], orders: [], refunds: [], traits: [], counts: {} };

/** Somebody asked to take part in a program that approves by hand; whoever was accepted has a code instead. */
export interface Application {
  readonly state: 'waiting' | 'refused';
  /** Why it was refused. */
  readonly note?: string;
}

/** What an inviter's friends bring, and the bonuses that go by it. */
export interface Results {
  readonly brought: BroughtBy;
  /** When the latest of it happened: the version that stood then decides of bonuses for all time. */
  readonly latest: EpochMs;
  /** When periods end that have a timer, by the timer's name; only in the person's own profile. */
  readonly due?: Readonly<Record<string, EpochMs>>;
  /** What each bonus last came to, as a short text, so that a decision is stored when it changes. */
  readonly rated?: Readonly<Record<string, string>>;
}

/**
 * What the referral room remembers of one profile: only what programs ask about, never the whole history. What imports
 * told is kept apart, each in a layer with limits of its own, so that without one of them the rest is as if it had
 * never been.
 */
export interface ReferralPart extends Told, Layered<Told> {
  readonly unbindings: readonly Unbinding[];
  /** The codes under which this profile takes part, by program. Absent in a part that takes part in none. */
  readonly codes?: Readonly<Record<ProgramId, string>>;
  /** Where this profile's links stand, by program. Absent in a part without placements. */
  readonly placements?: Readonly<Record<ProgramId, Placements>>;
  /** When this profile took which tasks, by program. Absent in a part that took none. */
  readonly tasks?: Readonly<Record<ProgramId, TasksTaken>>;
  /** What this profile chose among rewards, by program. Absent in a part that chose nothing. */
  readonly choices?: Readonly<Record<ProgramId, ChoicesMade>>;
  /** Applications that are not accepted, by program. Absent in a part that has none. */
  readonly applications?: Readonly<Record<ProgramId, Application>>;
  /** The rewards booked for this profile as a friend, by program. */
  readonly books: Readonly<Record<ProgramId, Books>>;
  /** Whom this profile's person told of which causes, by program: what inviters have brought is reckoned from that. */
  readonly counted?: Readonly<Record<ProgramId, CountedWith>>;
  /** What inviters answered, by program and cause. */
  readonly standings?: Readonly<Record<ProgramId, Readonly<Record<string, StandingTold>>>>;
  /** What this profile's person told those above them of what they bring, by program. */
  readonly shares?: Readonly<Record<ProgramId, SharesTold>>;
  /** As an inviter: what all friends together bring, by program, and what became of bonuses. */
  readonly results?: Readonly<Record<ProgramId, Results>>;
  /** As an inviter: what friends have brought, by program, and who invited this person. */
  readonly tallies?: Readonly<Record<ProgramId, Tally>>;
  readonly above?: Readonly<Record<ProgramId, Link>>;
  /** The last verdict of each program that was recorded, as a short text: a decision is stored when it changes. */
  readonly recorded: Readonly<Record<ProgramId, string>>;
}

export const emptyReferralPart: ReferralPart = {
  ...nothingTold,
  unbindings: [],
  books: {},
  recorded: {},
};

/**
 * How many of the earliest and how many of the latest are kept. Which those are depends on the set of facts alone, not
 * on their order of arrival (INV-2).
 */
export interface Kept {
  readonly earliest: number;
  readonly latest: number;
}

export const referralLimits = {
  /** Programs ask about the first payment and what came before it. */
  orders: { earliest: 1_000, latest: 0 },
  refunds: { earliest: 1_000, latest: 0 },
  /** A program rewards the first invitation or the last. */
  touches: { earliest: 100, latest: 100 },
  unbindings: { earliest: 0, latest: 100 },
  /** Of each name; programs reward so many. */
  happenings: { earliest: programLimits.causes, latest: 0 },
  /** What a person was then, and what they are now. */
  traits: { earliest: 50, latest: 50 },
} as const satisfies Readonly<Record<string, Kept>>;

/**
 * The codes of a person in a program: the person's own first, then those that imports and joined profiles brought
 * along.
 */
export function codesOf(
  parts: ReadonlyMap<ProfileId, ReferralPart>,
  profiles: readonly ProfileId[],
  program: ProgramId,
): readonly string[] {
  return profiles.flatMap((profile) => {
    const part = parts.get(profile);
    if (part === undefined) return [];
    const old = toldIn([part]).flatMap(({ oldCodes }) => oldCodes?.[program] ?? []);
    const own = part.codes?.[program];
    return [...(own === undefined ? [] : [own]), ...old];
  });
}

interface Placed {
  readonly at: FactPosition;
}

/** Inserts by position; a repeat of the same message changes nothing, and beyond the limits the middle is dropped. */
export function insertPlaced<Item extends Placed>(
  items: readonly Item[],
  item: Item,
  { earliest, latest }: Kept,
): readonly Item[] {
  const later = items.findIndex((other) => comparePositions(other.at, item.at) >= 0);
  const place = later < 0 ? items.length : later;
  if (items[place]?.at === item.at) return items;
  const isFull = items.length >= earliest + latest;
  if (isFull && place === earliest) return items;
  const inserted = [...items.slice(0, place), item, ...items.slice(place)];
  return isFull ? [...inserted.slice(0, earliest), ...inserted.slice(earliest + 1)] : inserted;
}

/** Everything that was told of these profiles, imports included. */
export function toldIn(parts: Iterable<ReferralPart>): Told[] {
  return [...parts].flatMap((part) => [part, ...Object.values(part.imported ?? {})]);
}

/** All that a person's profiles know, in order. */
export interface ReferralView {
  readonly touches: readonly Touch[];
  readonly unbindings: readonly Unbinding[];
  readonly orders: readonly Order[];
  readonly refunds: readonly Refund[];
  readonly happenings: readonly Happening[];
  readonly knownSince: FactPosition | undefined;
  readonly traits: ReadonlyMap<string, readonly TraitValue[]>;
  readonly counts: readonly CountState[];
  /** What inviters answered, by program and cause. */
  readonly standings: ReadonlyMap<ProgramId, Readonly<Record<string, StandingTold>>>;
  /** What the person has chosen among rewards. */
  readonly choices: ReadonlyMap<ProgramId, ChoicesMade>;
  /** Traits that the people room knew before any program asked about them. */
  readonly knownTraits: ReadonlyMap<string, TraitValue>;
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
export function viewOf(parts: Iterable<ReferralPart>, knownTraits: ReadonlyMap<string, TraitValue>): ReferralView {
  const profiles = [...parts];
  const all = toldIn(profiles);
  const byPlace = (left: Placed, right: Placed): number => comparePositions(left.at, right.at);
  const inPlace = <Item extends Placed>(found: Item[]): Item[] =>
    found.sort(byPlace).filter((item, index, items) => index === 0 || byPlace(items[index - 1] ?? item, item) !== 0);
  const merged = <Item extends Placed>(read: (told: Told) => readonly Item[]): Item[] =>
    inPlace(all.flatMap((told) => [...read(told)]));
  const tellings = groupBy(
    merged((part) => part.orders),
    (order) => order.id,
  );
  const orders = [...tellings.values()].flatMap((each) => standing(each) ?? []).sort(byPlace);
  const traits = new Map<string, TraitValue[]>();
  for (const { at, values } of merged((part) => part.traits)) {
    for (const [name, value] of Object.entries(values)) {
      if (value !== undefined) getOrInsert(traits, name, () => []).push({ at, value });
    }
  }
  const known = all.flatMap((part) => (part.knownSince === undefined ? [] : [part.knownSince])).sort(comparePositions);
  return {
    touches: merged((part) => part.touches),
    unbindings: inPlace(profiles.flatMap((part) => [...part.unbindings])),
    orders,
    refunds: merged((part) => part.refunds),
    happenings: merged((part) => part.happenings ?? []),
    knownSince: known[0],
    traits,
    counts: all.map((part) => part.counts),
    standings: standingsIn(profiles),
    choices: choicesIn(profiles),
    knownTraits,
  };
}

function standingsIn(profiles: readonly ReferralPart[]): ReferralView['standings'] {
  const found = new Map<ProgramId, Readonly<Record<string, StandingTold>>>();
  for (const { standings = {} } of profiles) {
    for (const [program, causes] of Object.entries(standings) as [
      ProgramId,
      Readonly<Record<string, StandingTold>>,
    ][]) {
      found.set(program, { ...causes, ...found.get(program) });
    }
  }
  return found;
}

function choicesIn(profiles: readonly ReferralPart[]): ReferralView['choices'] {
  const all = profiles.flatMap(({ choices }) =>
    choices === undefined ? [] : (Object.entries(choices) as [ProgramId, ChoicesMade][]),
  );
  const byProgram = groupBy(all, ([program]) => program);
  return new Map([...byProgram].map(([program, made]) => [program, together(made.map(([, each]) => each))]));
}

/** A trait as it stood at a moment; said only later, it counts as if said in time, since a late word is still true. */
export function traitAt(view: ReferralView, name: string, moment: FactPosition): TraitValue | undefined {
  const values = view.traits.get(name) ?? [];
  const inTime = values.findLast((value) => comparePositions(value.at, moment) <= 0);
  if (inTime !== undefined) return inTime;
  const known = view.knownTraits.get(name);
  return known !== undefined && comparePositions(known.at, moment) <= 0 ? known : (values[0] ?? known);
}
