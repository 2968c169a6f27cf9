import { describe, expect, it } from 'vitest';
import { idFrom } from '../../kit/values/ids.ts';
import { laneOfAnchor } from '../../kit/values/lane.ts';
import type { FactBody, Trust } from '../fact.ts';
import { anchorOf } from './anchor.ts';

const workspace = idFrom('wsp', new Uint8Array(10));
const base: FactBody = { type: 'track', name: 'Order Completed', timestamp: 0 };
const both = { userId: 'u1', anonymousId: 'a1' };
const contacts = { email: ' Anna@Example.com ', phone: '8 (912) 345-67-89' };

/** The lanes are pinned: a repeat of a fact must find its first copy in every version. */
const vectors: readonly (readonly [Trust, Partial<FactBody>, string | undefined, number | undefined])[] = [
  ['server', both, 'userId:u1', 98],
  ['server', { anonymousId: 'a1', traits: contacts }, 'anonymousId:a1', 136],
  ['server', { traits: contacts }, 'email:anna@example.com', 180],
  ['server', { traits: { phone: contacts.phone } }, 'phone:+79123456789', 250],
  ['server', { traits: { phone: 79123456789 } }, 'phone:+79123456789', 250],
  ['server', { context: { traits: contacts } }, 'email:anna@example.com', 180],
  ['server', { traits: { email: 'broken' }, context: { traits: contacts } }, 'email:anna@example.com', 180],
  ['server', { traits: { email: 'broken', phone: contacts.phone } }, 'phone:+79123456789', 250],
  ['server', { traits: { email: ['anna@example.com'], phone: true } }, undefined, undefined],
  ['server', { properties: contacts }, undefined, undefined],
  ['server', { context: { traits: 'anna@example.com' } }, undefined, undefined],
  ['public', both, 'anonymousId:a1', 136],
  ['public', { userId: 'u1' }, 'assertedUserId:u1', 53],
  ['public', { traits: contacts }, undefined, undefined],
];

describe('anchorOf (INV-1, INV-4)', () => {
  it.each(vectors)('%s %j is anchored at %s, lane %s', (trust, fields, anchor, lane) => {
    const key = anchorOf(trust, { ...base, ...fields });
    const text = key === undefined ? undefined : `${key.kind}:${key.value}`;
    expect(text).toBe(anchor);
    expect(text === undefined ? undefined : laneOfAnchor(workspace, text)).toBe(lane);
  });
});
