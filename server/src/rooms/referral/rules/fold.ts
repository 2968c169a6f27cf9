import { foldCounts, readPath } from '../../../conditions/index.ts';
import type { Fact, IdentifierOwner } from '../../../engine/fact.ts';
import type { DecideInput, Decision, DerivedFact } from '../../../engine/reactor.ts';
import type { ProgramId } from '../../../kit/values/ids.ts';
import { importBinding, layerPlace } from '../../../kit/values/imports.ts';
import { isJsonObject, type Json, type JsonObject, ownValue, textIn } from '../../../kit/values/json.ts';
import {
  comparePositions,
  type FactPosition,
  moved,
  positionOf,
  readPosition,
  timeOf,
} from '../../../kit/values/position.ts';
import { dayMs } from '../../../kit/values/time.ts';
import {
  bindFriend,
  boundAt,
  type Mention,
  orderCompleted,
  orderCredited,
  orderRefunded,
  refundCredited,
  unbindFriend,
} from './facts.ts';
import { type Order, type Refund, readOrder, readRefund } from './order.ts';
import {
  emptyReferralPart,
  type Happening,
  insertPlaced,
  nothingTold,
  type ReferralPart,
  referralLimits,
  type Told,
  type Touch,
  toldIn,
} from './part.ts';
import type { ReferralDefinitions } from './programs.ts';

export interface MentionOwner {
  readonly mention: Mention;
  readonly owner: IdentifierOwner | undefined;
}

export interface Folded {
  readonly part: ReferralPart;
  /** True when a verdict may have changed. */
  readonly judged: boolean;
  readonly facts: readonly DerivedFact[];
  /** A matching fact that counts for nothing, and why. */
  readonly refused?: Decision;
  /** Why a command was not carried out. */
  readonly problem?: string;
}

type Input = DecideInput<ReferralPart, ReferralDefinitions>;

/** What a profile's part remembers after a fact; what an import tells goes into the import's own layer. */
export function foldFact(part: ReferralPart, input: Input, mentions: readonly MentionOwner[]): Folded {
  const place = layerPlace(part, input.fact.messageId);
  if (place.kind === 'own') return foldOwn(part, input, mentions);
  if (place.kind === 'nowhere') return { part, judged: false, facts: [] };
  const before: ReferralPart = { ...emptyReferralPart, ...(part.imported?.[place.id] ?? nothingTold) };
  const folded = foldOwn(before, input, mentions);
  if (folded.part === before) return { ...folded, part };
  const { touches, orders, refunds, knownSince, traits, counts, happenings, oldCodes } = folded.part;
  const known = knownSince === undefined ? {} : { knownSince };
  const happened = happenings === undefined ? {} : { happenings };
  const codes = oldCodes === undefined ? {} : { oldCodes };
  const layer: Told = { touches, orders, refunds, traits, counts, ...known, ...happened, ...codes };
  return { ...folded, part: { ...part, imported: { ...part.imported, [place.id]: layer } } };
}

function foldOwn(part: ReferralPart, input: Input, mentions: readonly MentionOwner[]): Folded {
  const { fact } = input;
  const known = foldKnown(foldHappening(foldTraits(countFact(part, input), input), input), fact);
  if (fact.type === 'command') return foldCommand(known, input, mentions);
  const touched = mentions.reduce((each, mention) => foldMention(each, fact, mention), known);
  const unknown = mentions.find((each) => each.owner === undefined && each.mention.channel === 'code');
  const base: Folded = { part: touched, judged: touched !== part, facts: [], ...refusedCode(unknown, fact) };
  if (fact.trust !== 'server') return base;
  switch (fact.name) {
    case orderCompleted:
      return fact.type === 'track' ? foldOrder(base, input) : base;
    case orderRefunded:
      return fact.type === 'track' ? foldRefund(base, input) : base;
    case orderCredited:
    case refundCredited:
      return fact.type === 'derived' ? foldCredited(base, fact) : base;
    default:
      return base;
  }
}

function refusedCode(unknown: MentionOwner | undefined, fact: Fact): { refused?: Decision } {
  // A coupon that is nobody's code is an ordinary coupon of the shop.
  if (unknown === undefined || fact.name === orderCompleted) return {};
  const detail = { code: unknown.mention.code, fact: fact.messageId };
  return { refused: { about: fact.subject, outcome: 'unknown_code', detail } };
}

function countFact(part: ReferralPart, input: Input): ReferralPart {
  const { fact, definitions } = input;
  if (fact.trust !== 'server' || definitions.conditions.length === 0) return part;
  const counts = foldCounts(definitions.conditions, part.counts, {
    name: fact.name,
    trust: fact.trust,
    position: fact.position,
    properties: fact.properties ?? {},
  });
  return counts === part.counts ? part : { ...part, counts };
}

function foldKnown(part: ReferralPart, fact: Fact): ReferralPart {
  if (fact.trust !== 'server' || fact.type === 'timer' || fact.type === 'derived') return part;
  if (fact.userId === undefined && fact.traits?.['email'] === undefined && fact.traits?.['phone'] === undefined) {
    return part;
  }
  const earlier = part.knownSince === undefined || comparePositions(fact.position, part.knownSince) < 0;
  return earlier ? { ...part, knownSince: fact.position } : part;
}

function foldTraits(part: ReferralPart, input: Input): ReferralPart {
  const { fact, definitions } = input;
  if (fact.type !== 'identify' || fact.trust !== 'server' || fact.traits === undefined) return part;
  const asked = [...definitions.traits].flatMap((name): [string, Json][] => {
    const value = ownValue(fact.traits ?? {}, name);
    return value === undefined ? [] : [[name, value]];
  });
  if (asked.length === 0) return part;
  const traits = insertPlaced(
    part.traits,
    { at: fact.position, values: Object.fromEntries(asked) },
    referralLimits.traits,
  );
  return traits === part.traits ? part : { ...part, traits };
}

/** Remembers an event that some program rewards, as often as programs look at it. */
function foldHappening(part: ReferralPart, { fact, definitions }: Input): ReferralPart {
  if (fact.type !== 'track' || fact.trust !== 'server') return part;
  const asked = definitions.events.get(fact.name);
  if (asked === undefined) return part;
  const fields = Object.fromEntries(
    asked.flatMap((path): [string, Json][] => {
      const value = readPath(fact.properties ?? {}, path);
      return value === undefined ? [] : [[path, value]];
    }),
  );
  const { name, position: at } = fact;
  const happening: Happening = { at, name, ...(asked.length === 0 ? {} : { fields }) };
  const all = part.happenings ?? [];
  const alike = all.filter((each) => each.name === name);
  const kept = insertPlaced(alike, happening, referralLimits.happenings);
  if (kept === alike) return part;
  const others = all.filter((each) => each.name !== name);
  const happenings = [...others, ...kept].sort((left, right) => comparePositions(left.at, right.at));
  return { ...part, happenings };
}

/**
 * Remembers an invitation where its fact stands in history: a browser's where we accepted it, so that nobody is
 * invited after the payment by a click of before. Pages that carry the same click along tell of one invitation, the
 * earliest of them.
 */
function foldMention(
  part: ReferralPart,
  fact: Fact,
  { mention, owner }: MentionOwner,
  at: FactPosition = fact.position,
): ReferralPart {
  if (owner?.detail === undefined) return part;
  const { channel, code, placement } = mention;
  const click = channel === 'link' ? mention.at : undefined;
  const touch: Touch = {
    at,
    channel,
    code,
    program: owner.detail as ProgramId,
    referrer: owner.subject,
    ...(click === undefined ? {} : { click }),
    ...(placement === undefined ? {} : { placement }),
    ...(mention.settled === undefined ? {} : { settled: mention.settled }),
    ...(timeOf(at) === timeOf(fact.position) ? {} : { made: timeOf(fact.position) }),
  };
  const same = part.touches.find((each) => click !== undefined && each.click === click && each.code === code);
  if (same !== undefined && comparePositions(same.at, at) <= 0) return part;
  const others = part.touches.filter((each) => each !== same);
  const touches = insertPlaced(others, touch, referralLimits.touches);
  return touches === part.touches ? part : { ...part, touches };
}

function foldCommand(part: ReferralPart, input: Input, mentions: readonly MentionOwner[]): Folded {
  const { fact } = input;
  const unchanged: Folded = { part, judged: false, facts: [] };
  if (fact.name === unbindFriend) {
    const program = textIn(fact.properties, 'program') as ProgramId;
    const bound = toldIn(input.parts.values()).some((each) => each.touches.some((touch) => touch.program === program));
    if (!bound) {
      return { ...unchanged, judged: true, problem: 'not_bound' };
    }
    const unbindings = insertPlaced(part.unbindings, { at: fact.position, program }, referralLimits.unbindings);
    return { ...unchanged, part: { ...part, unbindings }, judged: true };
  }
  const [mentioned] = mentions;
  if (fact.name === importBinding) {
    if (mentioned?.owner === undefined) return { ...unchanged, ...refusedCode(mentioned, fact) };
    return { ...unchanged, part: foldMention(part, fact, mentioned), judged: true };
  }
  if (fact.name !== bindFriend) return unchanged;
  if (mentioned?.owner === undefined) return { ...unchanged, judged: true, problem: 'unknown_code' };
  const program = input.definitions.programs.find((each) => each.id === mentioned.owner?.detail);
  const current = program?.versions.at(-1);
  const manual = current?.definition.invite.manual;
  if (manual === undefined) return { ...unchanged, judged: true, problem: 'no_manual_binding' };
  const at = boundAt(fact);
  if (at > input.now) return { ...unchanged, judged: true, problem: 'in_the_future' };
  if (input.now - at > manual.backDateDays * dayMs) {
    const dated = mentioned.mention.at !== undefined;
    if (dated) return { ...unchanged, judged: true, problem: 'back_dated_too_far' };
  }
  const bound = foldMention(part, fact, mentioned, moved(fact.position, at));
  return { ...unchanged, part: bound, judged: true };
}

function foldOrder(base: Folded, input: Input): Folded {
  const { fact, definitions } = input;
  const read = readOrder(fact, definitions.asked);
  if ('refused' in read) {
    const detail = { reason: read.refused, field: read.field, fact: fact.messageId };
    return { ...base, refused: { about: fact.subject, outcome: 'order_refused', detail } };
  }
  const { order } = read;
  const orders = insertPlaced(base.part.orders, order, referralLimits.orders);
  if (orders === base.part.orders) return base;
  const part = { ...base.part, orders };
  if (order.learner === undefined) return { ...base, part, judged: true };
  // The order counts for the person who learns; so do refunds of it that were told before it.
  const parts = new Map(input.parts).set(fact.profile, part);
  const refunds = [...parts.values()].flatMap((each) => each.refunds.filter((refund) => refund.orderId === order.id));
  const facts = [
    creditOrder(order, order.learner),
    ...refunds.map((refund) => creditRefund(refund, order.learner ?? '')),
  ];
  return { ...base, part, judged: true, facts };
}

function creditOrder(order: Order, learner: string): DerivedFact {
  const { learner: _learner, ...paid } = order;
  // A place of its own beside the payer's, who may turn out to be the same person.
  const place = readPosition(order.at);
  const at = positionOf({ ...place, messageId: `${place.messageId}#learner` });
  const own: Order = { ...paid, credited: true, at };
  const properties = { order: own as unknown as JsonObject };
  return { name: orderCredited, subject: { userId: learner }, timestamp: place.timestamp, owed: true, properties };
}

function creditRefund(refund: Refund, learner: string): DerivedFact {
  const properties = { refund: refund as unknown as JsonObject };
  return { name: refundCredited, subject: { userId: learner }, timestamp: timeOf(refund.at), owed: true, properties };
}

function foldRefund(base: Folded, input: Input): Folded {
  const { fact } = input;
  const read = readRefund(fact);
  if ('refused' in read) {
    const detail = { reason: read.refused, field: read.field, fact: fact.messageId };
    return { ...base, refused: { about: fact.subject, outcome: 'refund_refused', detail } };
  }
  const { refund } = read;
  const refunds = insertPlaced(base.part.refunds, refund, referralLimits.refunds);
  if (refunds === base.part.refunds) return base;
  const known = [base.part, ...input.parts.values()].flatMap((each) => each.orders);
  const learner = known.find((order) => order.id === refund.orderId && order.learner !== undefined)?.learner;
  const facts = learner === undefined ? [] : [creditRefund(refund, learner)];
  return { ...base, part: { ...base.part, refunds }, judged: true, facts };
}

/** An order or refund that another person's payment brought: it came through that person's own decision. */
function foldCredited(base: Folded, fact: Fact): Folded {
  const { order, refund } = fact.properties ?? {};
  if (isJsonObject(order)) {
    const orders = insertPlaced(base.part.orders, order as unknown as Order, referralLimits.orders);
    return { ...base, part: { ...base.part, orders }, judged: true };
  }
  if (isJsonObject(refund)) {
    const refunds = insertPlaced(base.part.refunds, refund as unknown as Refund, referralLimits.refunds);
    return { ...base, part: { ...base.part, refunds }, judged: true };
  }
  return base;
}

/** Refunds and orders that met only when two profiles became one person: the learner hears of the refund again. */
export function creditsAfterJoin(parts: Iterable<ReferralPart>): DerivedFact[] {
  const all = [...parts];
  const refunds = all.flatMap((part) => part.refunds);
  return all
    .flatMap((part) => part.orders)
    .flatMap(({ id, learner }) =>
      learner === undefined
        ? []
        : refunds.filter((refund) => refund.orderId === id).map((refund) => creditRefund(refund, learner)),
    );
}
