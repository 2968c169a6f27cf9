import type { TouchChannel } from '@sarafan/contract';
import type { FactBody } from '../../../engine/fact.ts';
import { readCode } from '../../../kit/values/codes.ts';
import { isJsonObject, type Json, type JsonObject, ownValue } from '../../../kit/values/json.ts';
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
export const linkClicked = 'Referral Link Clicked';
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
    if (read !== undefined) mentions.push({ channel: 'link', code: read.code, at: read.at });
  }
  const typed =
    textOf(body.properties, 'referral_code') ??
    textOf(body.traits, 'referral_code') ??
    (body.name === codeEntered ? textOf(body.properties, 'code') : undefined) ??
    (body.name === orderCompleted ? textOf(body.properties, 'coupon') : undefined);
  const code = typed === undefined ? undefined : readCode(typed);
  if (code !== undefined) mentions.push({ channel: 'code', code });
  return mentions;
}

/** The moment from which a binding by support counts: the one it is dated to, else its own. */
export function boundAt({ properties, timestamp }: FactBody): EpochMs {
  const at = properties?.['at'];
  return typeof at === 'number' ? at : timestamp;
}

function mentionOfCommand(body: FactBody): Mention[] {
  if (body.name !== bindFriend) return [];
  const code = readCode(textOf(body.properties, 'code') ?? '');
  const at = body.properties?.['at'];
  return code === undefined ? [] : [{ channel: 'manual', code, ...(typeof at === 'number' ? { at } : {}) }];
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
