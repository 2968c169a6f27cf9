import { describe, expect, it } from 'vitest';
import { ingestWorld, testNow, testWorkspace } from '../../../../test/support/ingest.ts';
import type { Json, JsonObject } from '../../kit/values/json.ts';
import { laneOfAnchor } from '../../kit/values/lane.ts';
import { dayMs, hourMs } from '../../kit/values/time.ts';
import type { FactBody, Trust } from '../fact.ts';
import { TreeCheck } from './tree.ts';
import { isCallRefusal, type Reception, validateCall } from './validate.ts';

const iso = (moment: number): string => new Date(moment).toISOString();
const track = { type: 'track', event: 'Product Viewed', userId: 'u1', messageId: 'm1' };

function judge(call: Json, overrides: Partial<Reception> = {}, trust: Trust = 'server') {
  return validateCall(call, {
    sender: { workspace: testWorkspace, trust },
    receivedAt: testNow,
    type: undefined,
    history: false,
    sentAt: undefined,
    sharedContext: undefined,
    tree: new TreeCheck(true),
    random: ingestWorld().ports.random,
    ...overrides,
  });
}

function accepted(call: Json, overrides: Partial<Reception> = {}, trust: Trust = 'server') {
  const outcome = judge(call, overrides, trust);
  if (isCallRefusal(outcome)) throw new Error(`Refused: ${JSON.stringify(outcome)}`);
  return outcome;
}

const bodyOf = (call: Json, overrides: Partial<Reception> = {}): FactBody => accepted(call, overrides).body;

describe('a good call becomes a fact', () => {
  it('with everything the inbox needs', () => {
    const call = { ...track, properties: { total: 10 }, context: { ip: '10.0.0.1' }, integrations: { All: true } };
    expect(accepted(call)).toEqual({
      workspace: testWorkspace,
      lane: laneOfAnchor(testWorkspace, 'userId:u1'),
      trust: 'server',
      messageId: 'm1',
      acceptedAt: testNow,
      body: {
        type: 'track',
        name: 'Product Viewed',
        timestamp: testNow,
        userId: 'u1',
        properties: { total: 10 },
        context: { ip: '10.0.0.1' },
      },
    });
  });

  it.each<[string, JsonObject, Partial<FactBody>]>([
    ['identify', { type: 'identify', traits: { email: 'a@b.ru' } }, { name: 'identify', traits: { email: 'a@b.ru' } }],
    ['page', { type: 'page', name: 'Home' }, { type: 'page', name: 'Home' }],
    ['page without name', { type: 'page', name: '' }, { name: 'page' }],
    ['screen without name', { type: 'screen', name: null }, { name: 'screen' }],
    ['page with a category', { type: 'page', category: 'Docs' }, { name: 'page', properties: { category: 'Docs' } }],
    [
      'page with two categories',
      { type: 'page', category: 'Docs', properties: { category: 'Own' } },
      { properties: { category: 'Own' } },
    ],
    ['group', { type: 'group', groupId: 12 }, { name: 'group', groupId: '12' }],
    ['alias', { type: 'alias', previousId: ' old ' }, { name: 'alias', previousId: 'old' }],
    ['numbers as ids', { ...track, userId: 42, anonymousId: 1.5 }, { userId: '42', anonymousId: '1.5' }],
    [
      'white space around ids',
      { ...track, userId: ' u1\n', event: ' Signed Up ' },
      { userId: 'u1', name: 'Signed Up' },
    ],
    ['an id of 255 characters', { ...track, userId: 'я'.repeat(255) }, { userId: 'я'.repeat(255) }],
  ])('%s', (_what, call, expected) => {
    expect(bodyOf({ userId: 'u1', ...call })).toMatchObject(expected);
  });

  it('takes null, empty ids and empty arrays of PHP for absent fields', () => {
    const call = { ...track, anonymousId: '', properties: [], traits: null, context: [], timestamp: null };
    expect(bodyOf(call)).toEqual({ type: 'track', name: 'Product Viewed', timestamp: testNow, userId: 'u1' });
  });

  it('keeps nothing that a sender may not say: lineage, subject, claims and the rest', () => {
    const call = {
      ...track,
      subject: 'per_00x',
      profile: 'p',
      lineage: { root: 'r' },
      claims: [],
      replyLane: 3,
      lane: 7,
    };
    expect(Object.keys(bodyOf(call))).toEqual(['type', 'name', 'timestamp', 'userId']);
  });

  it('lays the shared context under its own', () => {
    const sharedContext = { library: { name: 'x' }, ip: '10.0.0.1' };
    expect(bodyOf({ ...track, context: { ip: '10.0.0.2' } }, { sharedContext }).context).toEqual({
      library: { name: 'x' },
      ip: '10.0.0.2',
    });
    expect(bodyOf(track, { sharedContext }).context).toEqual(sharedContext);
  });

  it('takes the type from the address when that names one', () => {
    expect(bodyOf({ userId: 'u1', type: 'track' }, { type: 'identify' }).type).toBe('identify');
  });

  it.each([
    [{ messageId: undefined }, /^gen-[0-9a-f]{32}$/],
    [{ messageId: null }, /^gen-/],
    [{ messageId: '' }, /^gen-/],
    [{ messageId: 17 }, /^17$/],
    [{ messageId: '0' }, /^0$/],
    [{ messageId: 'x'.repeat(100) }, /^x{100}$/],
  ])('has a messageId from %j', (fields, expected) => {
    const call: JsonObject = { ...track, ...fields };
    expect(accepted(call).messageId).toMatch(expected);
  });

  it('gives each event without a messageId one of its own', () => {
    const { random } = ingestWorld().ports;
    const call = { ...track, messageId: null };
    expect(accepted(call, { random }).messageId).not.toBe(accepted(call, { random }).messageId);
  });

  it('is anchored at the anonymousId when it is public, at the userId when a server sends it (INV-4)', () => {
    const call = { ...track, anonymousId: 'a1' };
    expect(accepted(call, {}, 'public').lane).toBe(laneOfAnchor(testWorkspace, 'anonymousId:a1'));
    expect(accepted(call, {}, 'server').lane).toBe(laneOfAnchor(testWorkspace, 'userId:u1'));
    expect(accepted(track, {}, 'public').lane).toBe(laneOfAnchor(testWorkspace, 'assertedUserId:u1'));
  });

  it('needs no id when a server names an address', () => {
    const call = { type: 'identify', traits: { email: 'Anna@Example.com' } };
    expect(accepted(call).lane).toBe(laneOfAnchor(testWorkspace, 'email:anna@example.com'));
    expect(judge(call, {}, 'public')).toEqual({ code: 'missing_id' });
  });
});

describe('the time of a fact', () => {
  const at = (fields: JsonObject, overrides: Partial<Reception> = {}): number =>
    bodyOf({ ...track, ...fields }, overrides).timestamp;

  it('is corrected by the request\u2019s sentAt, else by the event\u2019s', () => {
    const timestamp = iso(testNow - 3 * hourMs);
    expect(at({ timestamp }, { sentAt: testNow - hourMs })).toBe(testNow - 2 * hourMs);
    expect(at({ timestamp, sentAt: iso(testNow - hourMs) })).toBe(testNow - 2 * hourMs);
    expect(at({ timestamp, sentAt: iso(testNow - dayMs) }, { sentAt: testNow - hourMs })).toBe(testNow - 2 * hourMs);
    expect(at({ timestamp, sentAt: 'never' })).toBe(testNow - 3 * hourMs);
  });

  it('falls back to originalTimestamp, then to the receipt', () => {
    expect(at({ originalTimestamp: testNow - hourMs })).toBe(testNow - hourMs);
    expect(at({ timestamp: testNow - 2 * hourMs, originalTimestamp: 'x' })).toBe(testNow - 2 * hourMs);
    expect(at({ sentAt: iso(testNow - hourMs) })).toBe(testNow);
  });

  it('is never later than the receipt', () => {
    expect(at({ timestamp: iso(testNow + 1) })).toBe(testNow);
    expect(at({ timestamp: iso(testNow + 400 * dayMs) })).toBe(testNow);
    expect(at({ timestamp: testNow + dayMs }, { history: true })).toBe(testNow);
  });

  it('is taken as it is in history, whatever sentAt says', () => {
    const call = { timestamp: '2019-05-01T00:00:00+03:00', sentAt: iso(testNow - dayMs) };
    expect(at(call, { history: true })).toBe(Date.UTC(2019, 3, 30, 21));
  });
});

const deep = (levels: number): Json => (levels === 0 ? 1 : { a: deep(levels - 1) });

describe('a bad call is refused with its reason and place', () => {
  it.each<[string, Json, object]>([
    ['null', null, { code: 'not_an_object' }],
    ['a text', 'track', { code: 'not_an_object' }],
    ['an array', [track], { code: 'not_an_object' }],
    ['no type', { ...track, type: null }, { code: 'unknown_type' }],
    ['an inside type', { ...track, type: 'command' }, { code: 'unknown_type' }],
    ['an inherited name as type', { ...track, type: 'toString' }, { code: 'unknown_type' }],
    ['no event', { type: 'track', userId: 'u1' }, { code: 'missing_field', at: 'event' }],
    ['an empty event', { ...track, event: '  ' }, { code: 'bad_name', at: 'event' }],
    ['a long event', { ...track, event: 'e'.repeat(256) }, { code: 'bad_name', at: 'event' }],
    ['a number as event', { ...track, event: 5 }, { code: 'bad_name', at: 'event' }],
    ['an object as page name', { type: 'page', userId: 'u1', name: {} }, { code: 'bad_name', at: 'name' }],
    ['no id', { ...track, userId: null }, { code: 'missing_id' }],
    ['empty ids', { ...track, userId: '', anonymousId: '' }, { code: 'missing_id' }],
    ['a boolean as id', { ...track, userId: true }, { code: 'bad_id', at: 'userId' }],
    ['an object as id', { ...track, anonymousId: { $oid: 'x' } }, { code: 'bad_id', at: 'anonymousId' }],
    ['an array as id', { ...track, userId: ['u1'] }, { code: 'bad_id', at: 'userId' }],
    ['a long id', { ...track, userId: 'u'.repeat(256) }, { code: 'bad_id', at: 'userId' }],
    ['a rounded id', { ...track, userId: 2 ** 53 }, { code: 'inexact_id', at: 'userId' }],
    ['a rounded messageId', { ...track, messageId: 1e30 }, { code: 'inexact_id', at: 'messageId' }],
    ['white space as id', { ...track, userId: '  ' }, { code: 'placeholder_id', at: 'userId' }],
    ['a placeholder beside an id', { ...track, anonymousId: 'null' }, { code: 'placeholder_id', at: 'anonymousId' }],
    ['zero', { ...track, userId: 0 }, { code: 'placeholder_id', at: 'userId' }],
    ['an unfilled messageId', { ...track, messageId: 'undefined' }, { code: 'placeholder_id', at: 'messageId' }],
    ['a long messageId', { ...track, messageId: 'm'.repeat(101) }, { code: 'bad_message_id' }],
    ['an object as messageId', { ...track, messageId: {} }, { code: 'bad_message_id' }],
    ['text properties', { ...track, properties: 'x' }, { code: 'bad_object', at: 'properties' }],
    ['a list of traits', { ...track, traits: [1] }, { code: 'bad_object', at: 'traits' }],
    ['a number as context', { ...track, context: 1 }, { code: 'bad_object', at: 'context' }],
    ['no previousId', { type: 'alias', userId: 'u1' }, { code: 'missing_field', at: 'previousId' }],
    [
      'a bad previousId',
      { type: 'alias', userId: 'u1', previousId: 'nil' },
      { code: 'placeholder_id', at: 'previousId' },
    ],
    ['no groupId', { type: 'group', userId: 'u1', groupId: null }, { code: 'missing_field', at: 'groupId' }],
    ['a bad time', { ...track, timestamp: 'soon' }, { code: 'bad_timestamp', at: 'timestamp' }],
    ['the year 0', { ...track, timestamp: '0000-01-01T00:00:00Z' }, { code: 'bad_timestamp', at: 'timestamp' }],
    ['the year 10000', { ...track, timestamp: 253402300800000 }, { code: 'bad_timestamp', at: 'timestamp' }],
    ['an object as time', { ...track, originalTimestamp: {} }, { code: 'bad_timestamp', at: 'originalTimestamp' }],
    ['33 levels', { ...track, properties: deep(32) }, { code: 'too_deep', at: `properties${'.a'.repeat(31)}` }],
    ['a NUL', { ...track, properties: { a: ['\u0000'] } }, { code: 'bad_character', at: 'properties.a.0' }],
    ['half a pair', { ...track, event: 'x\udc00' }, { code: 'bad_character', at: 'event' }],
    [
      'an infinite number',
      { ...track, properties: { total: Number.POSITIVE_INFINITY } },
      { code: 'number_too_large', at: 'properties.total' },
    ],
    ['a long event', { ...track, properties: { a: 'я'.repeat(16_384) } }, { code: 'event_too_large' }],
  ])('%s', (_what, call, refusal) => {
    expect(judge(call)).toEqual(refusal);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('the key %s', (key) => {
    const call: Json = JSON.parse(`{"type":"track","event":"e","userId":"u1","traits":{"x":{"${key}":{}}}}`);
    expect(judge(call)).toEqual({ code: 'forbidden_key', at: `traits.x.${key}` });
  });

  it('but one at every limit is kept', () => {
    const filler = { ...track, properties: { a: '' } };
    const room = 32 * 1024 - JSON.stringify(filler).length;
    expect(isCallRefusal(judge({ ...track, properties: { a: 'x'.repeat(room) } }))).toBe(false);
    expect(judge({ ...track, properties: { a: 'x'.repeat(room + 1) } })).toEqual({ code: 'event_too_large' });
    expect(isCallRefusal(judge({ ...track, properties: deep(31) }))).toBe(false);
  });
});
