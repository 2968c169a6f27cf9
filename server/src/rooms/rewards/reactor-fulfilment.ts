import type { DecideInput, Decision, Outcome } from '../../engine/reactor.ts';
import type { GrantId, ProfileId, SubjectId } from '../../kit/values/ids.ts';
import { type JsonObject, ownValue, textIn } from '../../kit/values/json.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import {
  fulfilmentEffect,
  isFull,
  offerIn,
  offerToJson,
  type Report,
  returnCode,
  takeKept,
  withHanded,
  withOpen,
  withoutHanded,
  withoutOpen,
} from './rules/fulfilment.ts';
import { type Grant, grantFromJson, grantToJson } from './rules/grant.ts';
import { type Handed, moveHolding, type Open, type RewardsPart } from './rules/holdings.ts';
import { type GrantState, grantEffect, type Held, type Movement, movementEffect } from './rules/movement.ts';

/** What is handed out instead of being spent, as its holder's lane has it. */
type Input = DecideInput<RewardsPart, undefined>;

/** A grant whose time has come: where its amount lies from now on, and what is told of it. */
export interface Come {
  readonly held: Held;
  readonly part: RewardsPart;
  readonly effects: readonly JsonObject[];
  readonly decisions: readonly Decision[];
}

/**
 * Since `at` it could be had. It waits to be handed out, and its amount stays pending, so that nobody spends it
 * meanwhile; or it becomes a balance. What its holder has kept since an earlier grant of the same reward was taken back
 * is not handed out again: the amount works off the debt that they have for it.
 */
export function comeDue(grant: Grant, profile: ProfileId, part: RewardsPart, at: EpochMs): Come {
  const { id, fulfil, program } = grant;
  const available = { held: 'available', part, decisions: [] } as const;
  const row = (state: GrantState): JsonObject => grantEffect(grant, profile, state, at, null);
  if (fulfil === undefined) return { ...available, effects: [row('available')] };
  const kept = takeKept(part, grant);
  if (kept !== undefined) {
    const effects = [row('fulfilled'), fulfilmentEffect({ id, state: 'done', ...fulfil })];
    return { ...available, part: kept, effects };
  }
  const json = grantToJson(grant);
  if (isFull(part)) {
    const decisions = [{ about: program, outcome: 'fulfilment_beyond_limit', detail: { grant: json } }];
    return { ...available, effects: [row('available')], decisions };
  }
  const mine = grantToJson({ ...grant, holder: profile });
  return {
    held: 'pending',
    part: withOpen(part, id, { grant: mine, state: 'waiting', times: 0 }),
    effects: [row('waiting'), fulfilmentEffect({ id, state: 'waiting', ...fulfil })],
    decisions: [{ about: program, outcome: 'reward_due', detail: { grant: json } }],
  };
}

interface Found<Record> {
  readonly profile: ProfileId;
  readonly part: RewardsPart;
  readonly record: Record;
}

/** A grant belongs to one profile; which of the person's it is, the command need not know. */
function findIn<Kind extends 'open' | 'handed'>(
  { parts }: Input,
  kind: Kind,
  id: GrantId,
): Found<Kind extends 'open' ? Open : Handed> | undefined {
  for (const [profile, part] of parts) {
    const record = part[kind]?.[id];
    if (record !== undefined) return { profile, part, record: record as Kind extends 'open' ? Open : Handed };
  }
  return undefined;
}

/** Somebody says what became of it; who says it again is answered alike. */
export function reportOf(input: Input): Outcome<RewardsPart> {
  const { properties } = input.fact;
  const id = textIn(properties, 'grant') as GrantId;
  const report = textIn(properties, 'report') as Report;
  const open = findIn(input, 'open', id);
  const handed = findIn(input, 'handed', id);
  const said = { note: textOf(properties, 'note'), reference: textOf(properties, 'reference') };
  const answer = (outcome: Outcome<RewardsPart>): Outcome<RewardsPart> => ({ ...outcome, reply: { status: 'done' } });
  if (open !== undefined) {
    if (report === 'done') return answer(handOut(input, open, said));
    if (report === open.record.state) return answer({});
    return answer(turn(input, open, report, said.note));
  }
  if (handed !== undefined && report === 'done') return answer({});
  if (handed !== undefined && report === 'waiting') return answer(undo(input, handed, said.note));
  return { reply: { status: 'refused', reason: 'not_open' } };
}

function textOf(properties: JsonObject | undefined, name: string): string {
  const value = ownValue(properties, name);
  return typeof value === 'string' ? value : '';
}

interface Said {
  readonly note: string;
  readonly reference: string;
}

function mineOf(input: Input, { grant: json }: { readonly grant: JsonObject }): Grant {
  return { ...grantFromJson(json), holder: input.fact.subject };
}

/** The n-th time that it is handed out, or that this is undone. */
function movementOf(grant: Grant, kind: 'fulfil' | 'unfulfil', times: number): Movement {
  const { id, unit, amountMinor, holder } = grant;
  const [pending, fulfilled] = [{ holder, compartment: 'pending' } as const, 'fulfilled' as const];
  return {
    ...{ key: `${kind}:${id}:${times}`, kind, about: id, unit, amountMinor },
    ...(kind === 'fulfil' ? { from: pending, to: fulfilled } : { from: fulfilled, to: pending }),
  };
}

function handOut(
  input: Input,
  { profile, part, record }: Found<Open>,
  { note, reference }: Said,
  code?: string,
): Outcome<RewardsPart> {
  const grant = mineOf(input, record);
  const { id, unit, amountMinor, program } = grant;
  const less = moveHolding(withoutOpen(part, id), unit, -amountMinor, 0n);
  // A code that its holder knows cannot be taken out of their hands again.
  const handed = { grant: record.grant, times: record.times };
  const next = code === undefined ? withHanded(less, id, handed) : less;
  const told = { ...(note === '' ? {} : { note }), ...(reference === '' ? {} : { reference }) };
  const row = { id, state: 'done', note, reference, ...(code === undefined ? {} : { code }) } as const;
  return {
    parts: new Map([[profile, next]]),
    effects: [
      movementEffect(movementOf(grant, 'fulfil', record.times)),
      grantEffect(grant, profile, 'fulfilled', input.now, null),
      fulfilmentEffect(row),
    ],
    decisions: [{ about: program, outcome: 'reward_fulfilled', detail: { grant: grantToJson(grant), ...told } }],
  };
}

/** It could not be handed out, or is tried again. */
function turn(input: Input, found: Found<Open>, state: Open['state'], note: string): Outcome<RewardsPart> {
  const { profile, part, record } = found;
  const grant = mineOf(input, record);
  const detail = { grant: grantToJson(grant), ...(note === '' ? {} : { note }) };
  const outcome = state === 'failed' ? 'fulfilment_failed' : 'reward_due';
  return {
    parts: new Map([[profile, withOpen(part, grant.id, { ...record, state })]]),
    effects: [fulfilmentEffect({ id: grant.id, state, note, reference: '' })],
    decisions: [{ about: grant.program, outcome, detail }],
  };
}

/** It was handed out by mistake: it waits again, and its amount is pending again. */
function undo(input: Input, { profile, part, record }: Found<Handed>, note: string): Outcome<RewardsPart> {
  const grant = mineOf(input, record);
  const { id, unit, amountMinor, program } = grant;
  const back = moveHolding(withoutHanded(part, id), unit, amountMinor, 0n);
  const open: Open = { grant: record.grant, state: 'waiting', times: record.times + 1 };
  const detail = { grant: grantToJson(grant), ...(note === '' ? {} : { note }) };
  return {
    parts: new Map([[profile, withOpen(back, id, open)]]),
    effects: [
      movementEffect(movementOf(grant, 'unfulfil', record.times)),
      grantEffect(grant, profile, 'waiting', input.now, null),
      fulfilmentEffect({ id, state: 'waiting', note, reference: '' }),
    ],
    decisions: [{ about: program, outcome: 'reward_due', detail }],
  };
}

/**
 * A code is offered for a grant: the first one is given to the holder, and every other goes back to whoever offers it,
 * also when the grant was taken back meanwhile.
 */
export function takeOffer(input: Input): Outcome<RewardsPart> {
  const { fact } = input;
  if (fact.trust !== 'server') return {};
  const offer = offerIn(fact.properties);
  const from = textIn(fact.properties, 'from') as SubjectId;
  const open = findIn(input, 'open', offer.grant);
  const fulfil = open === undefined ? undefined : grantFromJson(open.record.grant).fulfil;
  if (open !== undefined && fulfil?.by === 'promo_code' && fulfil.promotion === offer.promotion) {
    return handOut(input, open, { note: '', reference: '' }, offer.code);
  }
  const properties = offerToJson(offer);
  return {
    facts: [{ name: returnCode, subject: from, timestamp: fact.timestamp, trust: 'server', owed: true, properties }],
  };
}
