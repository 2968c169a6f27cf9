import { type TouchChannel, touchChannels } from '@sarafan/contract';
import type { FactBody } from '../../../engine/fact.ts';
import { importBinding } from '../../../kit/values/imports.ts';
import { isJsonObject, type Json, type JsonObject, ownValue } from '../../../kit/values/json.ts';
import { readAnyCode } from '../../../kit/values/old-codes.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { readClickToken } from './clicks.ts';

/** Commands and events by which the room hears of invitations. */
export const bindFriend = 'Bind Friend';
export const unbindFriend = 'Unbind Friend';
export const joinProgram = 'Join Program';
export const acceptApplication = 'Accept Application';
export const refuseApplication = 'Refuse Application';
export const reopenApplication = 'Reopen Application';
/** Everything is as it has to be, and only a code is wanting. */
export const noFreeCode = 'no_free_code';
/** A ban began or was lifted: whom it concerns looks again. */
export const applyBan = 'Apply Ban';
export const nameInviteLink = 'Name Invite Link';
export const takeTask = 'Take Task';
export const chooseReward = 'Choose Reward';
/** A version applies to invitations of before: whoever was invited is judged anew. */
export const lookAgain = 'Look Again';
export const linkClicked = 'Referral Link Clicked';
export const linkShared = 'Referral Link Shared';
const codeEntered = 'Referral Code Entered';
export const orderCompleted = 'Order Completed';
export const orderRefunded = 'Order Refunded';
export const orderCredited = 'Order Credited';
export const refundCredited = 'Refund Credited';
/** What a form on our own page sends, as an identify: who somebody says they are, and which invitation they follow. */
export const inviteForm = 'Invite Form Sent';
/** A form named two contacts that belong to two persons: the second one is told of the invitation, too. */
export const invitationShared = 'Invitation Shared';

/** An invitation that a fact tells of, before its code is known to belong to anyone. */
export interface Mention {
  readonly channel: TouchChannel;
  readonly code: string;
  /** When the link was followed, from a token that we signed; absent: when the fact happened. */
  readonly at?: EpochMs;
  /** Where the link stood, when it said so. */
  readonly placement?: string;
  /** Until when another system has paid for the invitation, where one that is imported says so. */
  readonly settled?: EpochMs;
}

/**
 * Where senders put an invitation: a click token in `context.referrer.id` or the property `referral_click`; a code in
 * the property or trait `referral_code`, in `code` of `Referral Code Entered`, or in the `coupon` of an order.
 */
export function mentionsIn(body: FactBody, clickKey: string): Mention[] {
  if (body.type === 'timer' || (body.type === 'derived' && body.name !== invitationShared)) return [];
  if (body.type === 'command') return mentionOfCommand(body);
  const mentions: Mention[] = [];
  const click = textOf(body.properties, 'referral_click') ?? clickInContext(body.context);
  if (click !== undefined) {
    const read = readClickToken(click, clickKey);
    if (read !== undefined) mentions.push({ channel: 'link', ...read });
  }
  const typed = typedIn(body) ?? (body.name === orderCompleted ? textOf(body.properties, 'coupon') : undefined);
  const code = typed === undefined ? undefined : readAnyCode(typed);
  if (code !== undefined) mentions.push({ channel: 'code', code });
  return mentions;
}

/** What somebody named as an invite code, whether or not it is one; a coupon of an order may be anything. */
export function typedCode(body: FactBody): string | undefined {
  if (body.type === 'timer' || body.type === 'derived') return undefined;
  if (body.type === 'command') return body.name === bindFriend ? textOf(body.properties, 'code') : undefined;
  return typedIn(body);
}

function typedIn(body: FactBody): string | undefined {
  return (
    textOf(body.properties, 'referral_code') ??
    textOf(body.traits, 'referral_code') ??
    (body.name === codeEntered ? textOf(body.properties, 'code') : undefined)
  );
}

/** The moment from which a binding by support counts: the one it is dated to, else its own. */
export function boundAt({ properties, timestamp }: FactBody): EpochMs {
  const at = properties?.['at'];
  return typeof at === 'number' ? at : timestamp;
}

function mentionOfCommand(body: FactBody): Mention[] {
  if (body.name !== bindFriend && body.name !== importBinding) return [];
  const code = readAnyCode(textOf(body.properties, 'code') ?? '');
  if (body.name === importBinding) return code === undefined ? [] : [importedMention(code, body.properties)];
  const at = body.properties?.['at'];
  return code === undefined ? [] : [{ channel: 'manual', code, ...(typeof at === 'number' ? { at } : {}) }];
}

/** An import names the invitation as it was: its moment is the command's own. */
function importedMention(code: string, properties: JsonObject | undefined): Mention {
  const channel = touchChannels.find((each) => each === properties?.['channel']) ?? 'code';
  const settled = properties?.['settled'];
  return { channel, code, ...(typeof settled === 'number' ? { settled } : {}) };
}

function clickInContext(context: JsonObject | undefined): string | undefined {
  const referrer = ownValue(context, 'referrer');
  if (!isJsonObject(referrer) || ownValue(referrer, 'type') !== 'sarafan') return undefined;
  return textOf(referrer, 'id');
}

function textOf(object: JsonObject | undefined, name: string): string | undefined {
  const value: Json | undefined = ownValue(object, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The invitation in a form's own properties, as the fact that shares it carries it on. */
export function carriedInvitation(body: FactBody): JsonObject {
  const { referral_click: click, referral_code: code } = body.properties ?? {};
  return {
    ...(click === undefined ? {} : { referral_click: click }),
    ...(code === undefined ? {} : { referral_code: code }),
  };
}
