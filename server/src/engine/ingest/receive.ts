import type { RefusedEvent, TrackingAnswer } from '@sarafan/contract';
import type { EpochMs } from '../../kit/values/time.ts';
import type { AcceptedFact } from '../fact.ts';
import { anchorOf } from './anchor.ts';
import { isPossibleKey, keyOfHeader } from './credentials.ts';
import { ingestLimits } from './limits.ts';
import { inflateBody, isRefusal, type ParsedBody, parseBody, type RequestRefusal } from './parse.ts';
import type { CallKind, IngestPorts, RefusedItem, Sender } from './ports.ts';
import { refusalText } from './texts.ts';
import { cutToBytes, rawText, storable, TreeCheck } from './tree.ts';
import { type CallRefusal, isCallRefusal, type Reception, validateCall } from './validate.ts';

/** A request of the tracking API, whatever carried it. */
export interface Incoming {
  readonly kind: CallKind;
  readonly authorization: string | undefined;
  readonly encoding: string | undefined;
  readonly address: string;
  readonly body: Buffer | undefined;
  /** Told of faults that do not fail the request. */
  readonly onFault: (error: unknown) => void;
}

/** A sender with the key that it showed. */
interface KnownSender extends Sender {
  readonly key: string;
}

interface Judged {
  readonly facts: readonly AcceptedFact[];
  readonly refused: readonly RefusedEvent[];
  readonly items: readonly RefusedItem[];
}

/**
 * Takes in one request. What can be answered cheaply is answered first: the key, the allowance, only then the body. The
 * answer is given after the inbox has committed; a fault of the key ring or the inbox throws.
 */
export async function receive(ports: IngestPorts, incoming: Incoming): Promise<TrackingAnswer | RequestRefusal> {
  const headerKey = keyOfHeader(incoming.authorization);
  const known = headerKey === undefined ? undefined : await findSender(ports, headerKey);
  if (headerKey !== undefined && known === undefined) return { code: 'unknown_key' };
  const hasToWait = known === undefined ? undefined : limitRefusal(ports, known, incoming.address, 0);
  if (hasToWait !== undefined) return hasToWait;

  const receivedAt = ports.clock.now();
  const parsed = await readBody(incoming);
  if (isRefusal(parsed)) {
    // What is kept counts as an event, or bodies that cannot be read would be the cheap way to fill the disk.
    const mayKeep = known !== undefined && limitRefusal(ports, known, incoming.address, 1) === undefined;
    if (mayKeep) await keep(ports, incoming, [refusedBody(incoming, known, receivedAt, parsed)]);
    return parsed;
  }
  const sender = known ?? (await findSender(ports, parsed.writeKey ?? ''));
  if (sender === undefined) return { code: 'unknown_key' };
  const limited = limitRefusal(ports, sender, incoming.address, parsed.calls.length);
  if (limited !== undefined) return limited;

  const judged = judge(parsed, incoming.kind, sender, receivedAt, ports);
  const crowded = newcomerRefusal(ports, sender, incoming.address, judged.facts);
  if (crowded !== undefined) return crowded;
  if (judged.facts.length > 0) await ports.inbox.accept(judged.facts);
  count(ports, sender, judged);
  if (judged.items.length > 0) await keep(ports, incoming, judged.items);
  return { success: true, accepted: judged.facts.length, refused: [...judged.refused] };
}

function count({ counts }: IngestPorts, { trust }: Sender, judged: Judged): void {
  if (judged.facts.length > 0) counts.accepted(trust, judged.facts.length);
  for (const { code } of judged.refused) counts.refused(trust, code);
}

/** A moment of 1 to 5 seconds, by chance, so that senders who were sent away together do not come back together. */
export function retryAfterSeconds(ports: IngestPorts): number {
  return 1 + ((ports.random.bytes(1)[0] ?? 0) % ingestLimits.retryAfterSeconds);
}

async function findSender(ports: IngestPorts, key: string): Promise<KnownSender | undefined> {
  if (!isPossibleKey(key)) return undefined;
  const sender = await ports.keys.find(key);
  return sender === undefined ? undefined : { workspace: sender.workspace, trust: sender.trust, key };
}

/** Secret keys are held by servers that we trust not to flood us; a write key is public, so its use has a limit. */
function limitRefusal(
  ports: IngestPorts,
  sender: KnownSender,
  address: string,
  count: number,
): RequestRefusal | undefined {
  if (sender.trust !== 'public') return undefined;
  const seconds = ports.limiter.take(sender.key, address, count);
  return seconds > 0 ? { code: 'rate_limited', retryAfterSeconds: Math.ceil(seconds) } : undefined;
}

/** A public key makes persons of no more than so many new visitors; what is refused here its sender repeats. */
function newcomerRefusal(
  ports: IngestPorts,
  sender: KnownSender,
  address: string,
  facts: readonly AcceptedFact[],
): RequestRefusal | undefined {
  if (sender.trust !== 'public' || facts.length === 0) return undefined;
  const anchors = new Set<string>();
  for (const { body } of facts) {
    const anchor = anchorOf('public', body);
    if (anchor !== undefined) anchors.add(`${anchor.kind}:${anchor.value}`);
  }
  const seconds = ports.newcomers.admit(sender, sender.key, address, anchors);
  return seconds > 0 ? { code: 'too_many_newcomers', retryAfterSeconds: seconds } : undefined;
}

async function readBody(incoming: Incoming): Promise<ParsedBody | RequestRefusal> {
  if (incoming.body === undefined) return { code: 'empty_body' };
  const inflated = await inflateBody(incoming.body);
  if (isRefusal(inflated)) return inflated;
  const parsed = parseBody(inflated, incoming.kind);
  const encoding = (incoming.encoding ?? 'identity').trim().toLowerCase();
  const isUnreadable = isRefusal(parsed) && (parsed.code === 'bad_json' || parsed.code === 'bad_utf8');
  // An encoding header is no more than a hint: it explains a body that could not be read, and is ignored otherwise.
  if (!isUnreadable || encoding === 'identity' || encoding.endsWith('gzip')) return parsed;
  return { code: 'unknown_encoding', at: storable(cutToBytes(encoding, 40)) };
}

function judge(parsed: ParsedBody, kind: CallKind, sender: Sender, receivedAt: EpochMs, ports: IngestPorts): Judged {
  const reception: Reception = {
    sender: { workspace: sender.workspace, trust: sender.trust },
    receivedAt,
    type: kind === 'batch' || kind === 'import' ? undefined : kind,
    history: kind === 'import',
    sentAt: parsed.sentAt,
    sharedContext: parsed.sharedContext,
    tree: new TreeCheck(parsed.looksAtText),
    random: ports.random,
  };
  const facts: AcceptedFact[] = [];
  const refused: RefusedEvent[] = [];
  const items: RefusedItem[] = [];
  for (let index = 0; index < parsed.calls.length; index += 1) {
    const call = parsed.calls[index];
    const outcome = validateCall(call, reception);
    if (!isCallRefusal(outcome)) {
      facts.push(outcome);
      continue;
    }
    const event = refusedEvent(index, messageIdOf(call), outcome);
    refused.push(event);
    items.push({ ...common(reception.sender, kind, receivedAt, event), index, raw: rawText(call) });
  }
  return { facts, refused, items };
}

function refusedEvent(index: number, messageId: string | undefined, { code, at }: CallRefusal): RefusedEvent {
  return {
    index,
    ...(messageId === undefined ? {} : { messageId }),
    code,
    message: refusalText(code, at, 'en'),
    message_ru: refusalText(code, at, 'ru'),
  };
}

/** The id by which a sender finds its refused event again, if it is one that can be stored. */
function messageIdOf(call: unknown): string | undefined {
  if (typeof call !== 'object' || call === null || !('messageId' in call)) return undefined;
  const id = call.messageId;
  if (typeof id !== 'string' || id.trim() === '') return undefined;
  return storable(id.trim().slice(0, ingestLimits.messageIdCharacters));
}

function refusedBody(incoming: Incoming, sender: Sender, receivedAt: EpochMs, refusal: RequestRefusal): RefusedItem {
  const message = refusalText(refusal.code, refusal.at, 'en');
  const raw = storable(cutToBytes(refusal.raw ?? '', ingestLimits.refusedRawBytes));
  return { ...common(sender, incoming.kind, receivedAt, { code: refusal.code, message }), raw };
}

type Reason = Pick<RefusedItem, 'code' | 'message' | 'messageId'>;

function common(sender: Sender, call: CallKind, receivedAt: EpochMs, reason: Reason): Omit<RefusedItem, 'raw'> {
  const { code, message, messageId } = reason;
  const { workspace, trust } = sender;
  return { workspace, trust, receivedAt, call, code, message, ...(messageId === undefined ? {} : { messageId }) };
}

async function keep(ports: IngestPorts, incoming: Incoming, items: readonly RefusedItem[]): Promise<void> {
  try {
    await ports.refused.keep(items);
  } catch (error) {
    incoming.onFault(error);
  }
}
