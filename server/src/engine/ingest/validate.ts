import type { RefusalCode } from '@sarafan/contract';
import type { Random } from '../../kit/random.ts';
import { isPlaceholderId, isUnfilled } from '../../kit/values/identifiers.ts';
import { isJsonObject, type Json, type JsonObject } from '../../kit/values/json.ts';
import { laneOfAnchor } from '../../kit/values/lane.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { AcceptedFact, EventType, FactBody } from '../fact.ts';
import { anchorOf } from './anchor.ts';
import { ingestLimits } from './limits.ts';
import { correctMoment, isAbsent, parseMoment } from './moment.ts';
import type { Sender } from './ports.ts';
import { pathText, type TreeCheck } from './tree.ts';

/** Why one event is not kept, and where in it the reason is. */
export interface CallRefusal {
  readonly code: RefusalCode;
  readonly at?: string;
}

/** What all events of one request have in common. */
export interface Reception {
  readonly sender: Sender;
  readonly receivedAt: EpochMs;
  /** The type that the address names; undefined when each event names its own. */
  readonly type: EventType | undefined;
  /** Events of the past: their times are taken as they are, whatever the clock that sent them says. */
  readonly history: boolean;
  readonly sentAt: EpochMs | undefined;
  readonly sharedContext: JsonObject | undefined;
  readonly tree: TreeCheck;
  readonly random: Random;
}

type Draft = { -readonly [Field in keyof FactBody]: FactBody[Field] };

/** Turns one call into a fact, or says why it is none. Called for every event that arrives: no schema, no closures. */
export function validateCall(call: Json | undefined, reception: Reception): AcceptedFact | CallRefusal {
  if (!isJsonObject(call)) return { code: 'not_an_object' };
  const fault = treeFault(call, reception.tree) ?? fieldFault(call);
  if (fault !== undefined) return fault;
  const type = reception.type ?? typeOf(call['type']);
  if (type === undefined) return { code: 'unknown_type' };
  const name = nameOf(type, call);
  if (typeof name !== 'string') return name;
  const timestamp = timestampOf(call, reception);
  if (typeof timestamp !== 'number') return timestamp;
  const body: Draft = { type, name, timestamp };
  const missing = addIds(body, call);
  if (missing !== undefined) return missing;
  addObjects(body, call, reception.sharedContext);
  const { workspace, trust } = reception.sender;
  const anchor = anchorOf(trust, body);
  if (anchor === undefined) return { code: 'missing_id' };
  return {
    workspace,
    lane: laneOfAnchor(workspace, `${anchor.kind}:${anchor.value}`),
    trust,
    messageId: idText(call['messageId']) ?? generatedId(reception.random),
    acceptedAt: reception.receivedAt,
    body,
  };
}

export function isCallRefusal(outcome: AcceptedFact | CallRefusal): outcome is CallRefusal {
  return 'code' in outcome;
}

function treeFault(call: JsonObject, tree: TreeCheck): CallRefusal | undefined {
  const fault = tree.check(call, 0);
  const bytesAtMost = tree.takeBytesAtMost();
  if (fault !== undefined) return { code: fault.code, at: pathText(fault.path) };
  const tooLarge =
    bytesAtMost > ingestLimits.eventBytes && Buffer.byteLength(JSON.stringify(call)) > ingestLimits.eventBytes;
  return tooLarge ? { code: 'event_too_large' } : undefined;
}

function fieldFault(call: JsonObject): CallRefusal | undefined {
  return (
    idFault(call['userId'], 'userId') ??
    idFault(call['anonymousId'], 'anonymousId') ??
    messageIdFault(call['messageId']) ??
    objectFault(call['properties'], 'properties') ??
    objectFault(call['traits'], 'traits') ??
    objectFault(call['context'], 'context')
  );
}

/** Absent, null and empty ids are no fault here: SDKs send them for people who have not signed in. */
function idFault(value: Json | undefined, at: string): CallRefusal | undefined {
  if (isAbsent(value)) return undefined;
  if (typeof value === 'number') {
    // A number that JSON rounds would make one person of two.
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) return { code: 'inexact_id', at };
    return isPlaceholderId(String(value)) ? { code: 'placeholder_id', at } : undefined;
  }
  if (typeof value !== 'string') return { code: 'bad_id', at };
  if (isPlaceholderId(value)) return { code: 'placeholder_id', at };
  return value.trim().length > ingestLimits.idCharacters ? { code: 'bad_id', at } : undefined;
}

/** The id as text, trimmed; undefined when there is none. Only for values that `idFault` passed. */
function idText(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  return value.trim() || undefined;
}

/** A missing value written out would make all such events repeats of the first, so it is refused rather than lost. */
function messageIdFault(value: Json | undefined): CallRefusal | undefined {
  if (isAbsent(value)) return undefined;
  if (typeof value === 'number') {
    return Number.isInteger(value) && !Number.isSafeInteger(value)
      ? { code: 'inexact_id', at: 'messageId' }
      : undefined;
  }
  if (typeof value !== 'string') return { code: 'bad_message_id' };
  const id = value.trim();
  if (id.length > ingestLimits.messageIdCharacters) return { code: 'bad_message_id' };
  // Facts made inside bear ids that can be foretold; whoever sent one first would make the real one its repeat.
  if (id.startsWith('~')) return { code: 'reserved_message_id' };
  return isUnfilled(value) ? { code: 'placeholder_id', at: 'messageId' } : undefined;
}

function generatedId(random: Random): string {
  return `gen-${Buffer.from(random.bytes(16)).toString('hex')}`;
}

/** Null and the empty array are empty objects: PHP writes `[]` for one. */
function objectFault(value: Json | undefined, at: string): CallRefusal | undefined {
  if (value === undefined || value === null || isJsonObject(value)) return undefined;
  return Array.isArray(value) && value.length === 0 ? undefined : { code: 'bad_object', at };
}

function typeOf(value: Json | undefined): EventType | undefined {
  switch (value) {
    case 'track':
    case 'identify':
    case 'page':
    case 'screen':
    case 'group':
    case 'alias':
      return value;
    default:
      return undefined;
  }
}

function nameOf(type: EventType, call: JsonObject): string | CallRefusal {
  if (type === 'identify' || type === 'group' || type === 'alias') return type;
  const at = type === 'track' ? 'event' : 'name';
  const given = call[at];
  if (type !== 'track' && isAbsent(given)) return type;
  if (typeof given !== 'string') return isAbsent(given) ? { code: 'missing_field', at } : { code: 'bad_name', at };
  const name = given.trim();
  if (name === '' && type !== 'track') return type;
  return name === '' || name.length > ingestLimits.nameCharacters ? { code: 'bad_name', at } : name;
}

function timestampOf(call: JsonObject, reception: Reception): EpochMs | CallRefusal {
  const at = isAbsent(call['timestamp']) ? 'originalTimestamp' : 'timestamp';
  const given = call[at];
  if (isAbsent(given)) return reception.receivedAt;
  const moment = parseMoment(given);
  if (moment === undefined) return { code: 'bad_timestamp', at };
  if (reception.history) return Math.min(moment, reception.receivedAt);
  // The request's own sentAt is newer than one that an event carried through a queue of retries.
  return correctMoment(moment, reception.sentAt ?? parseMoment(call['sentAt']), reception.receivedAt);
}

function addIds(body: Draft, call: JsonObject): CallRefusal | undefined {
  const userId = idText(call['userId']);
  const anonymousId = idText(call['anonymousId']);
  if (userId !== undefined) body.userId = userId;
  if (anonymousId !== undefined) body.anonymousId = anonymousId;
  if (body.type !== 'alias' && body.type !== 'group') return undefined;
  const field = body.type === 'alias' ? 'previousId' : 'groupId';
  const fault = idFault(call[field], field);
  if (fault !== undefined) return fault;
  const other = idText(call[field]);
  if (other === undefined) return { code: 'missing_field', at: field };
  body[field] = other;
  return undefined;
}

function addObjects(body: Draft, call: JsonObject, sharedContext: JsonObject | undefined): void {
  const { properties, traits, context, category } = call;
  if (isJsonObject(properties)) body.properties = properties;
  if (isJsonObject(traits)) body.traits = traits;
  const own = isJsonObject(context) ? context : undefined;
  if (sharedContext !== undefined) body.context = { ...sharedContext, ...own };
  else if (own !== undefined) body.context = own;
  // SDKs put a page's category beside its properties, and only some of them also inside.
  if ((body.type === 'page' || body.type === 'screen') && typeof category === 'string' && category !== '') {
    if (body.properties?.['category'] === undefined) body.properties = { ...body.properties, category };
  }
}
