import { dayMs, hourMs, minuteMs } from '../../../server/src/kit/values/time.ts';
import { languageSchool } from '../../../server/src/rooms/referral/recipes/language-school.ts';
import { tellOfBans } from '../../support/bans.ts';
import { createImporter } from '../../support/imports.ts';
import { visitor } from '../../support/landing.ts';
import type { SchoolDesk } from '../school-desk.ts';
import { tellEndpoints, type WalkHooks } from './hooks.ts';
import type { Language } from './look.ts';
import { type Names, names } from './names.ts';

/** What the addresses of screens name. */
export interface WalkIds {
  readonly program: string;
  /** A program that is over. */
  readonly ended: string;
  readonly code: string;
  /** Whoever invited the most; a friend who was rewarded, and one who was not; a person of two profiles. */
  readonly referrer: string;
  readonly rewarded: string;
  readonly refused: string;
  readonly joined: string;
  /** A promotion with one code, and one whose codes are used once. */
  readonly promotion: string;
  readonly coupons: string;
  readonly imports: Readonly<Record<'draft' | 'checked' | 'running' | 'done', string>>;
  readonly hooks: WalkHooks;
}

/** Some weeks of a language school, told through its front door: somebody is in every state that a screen shows. */
export async function tellStory(desk: SchoolDesk, language: Language): Promise<WalkIds> {
  const say = names[language];
  const { program, ended } = await foundSchool(desk, say);
  const { code } = await desk.ask<{ code: string }>('POST', `/referral/programs/${program}/participants`, {
    userId: 'anna',
  });
  await desk.tell(person('anna', say.anna, { phone: '+79161234567', city: say.city }));
  await passWeeks(desk, say, code);
  await tellFates(desk, say, code);
  await fillReview(desk, say, program);
  await joinProfiles(desk, say);
  await mistype(desk, code);
  await banSomebody(desk, say, program);
  await addColleagues(desk, say);
  const promotions = await sellWithCodes(desk, say);
  const imports = await bringFiles(desk, say);
  await quarantine(desk);
  await visitSite(desk);
  const hooks = await tellEndpoints(desk, say);
  const personOf = async (userId: string): Promise<string> => {
    const { items } = await desk.ask<{ items: { person: string }[] }>('GET', `/people/persons?userId=${userId}`);
    return items[0]?.person ?? '';
  };
  const [referrer, rewarded, refused, joined] = await Promise.all(['anna', 'boris', 'vera', 'dina'].map(personOf));
  return {
    ...{ program, ended, code, imports, hooks, ...promotions },
    ...{ referrer: referrer ?? '', rewarded: rewarded ?? '', refused: refused ?? '', joined: joined ?? '' },
  };
}

/** One participant is banned and appeals, another was banned by mistake. */
async function banSomebody(desk: SchoolDesk, say: Names, program: string): Promise<void> {
  const { ask, tell, world, keys } = desk;
  const [loud = '', quiet = ''] = say.others.slice(-2);
  const bans: string[] = [];
  for (const [userId, name] of [
    ['loud', loud],
    ['quiet', quiet],
  ] as const) {
    await ask('POST', `/referral/programs/${program}/participants`, { userId });
    await tell(person(userId, name));
    const why = { reason: 'contextual_advertising', note: say.noteBan };
    bans.push((await ask<{ ban: string }>('POST', `/referral/programs/${program}/bans`, { userId, ...why })).ban);
  }
  await ask('POST', `/referral/programs/${program}/bans/${bans[1]}/lift`, { note: say.noteReview });
  const { bans: appeals, referral } = world.rooms;
  const [row, known] = await Promise.all([
    referral.program(keys.workspace, program),
    referral.find(keys.workspace, { userId: 'loud' }),
  ]);
  if (row !== undefined && known !== undefined) await appeals.appeal(keys.workspace, row, known, say.appeal);
  await tellOfBans(world);
  world.clock.advance(minuteMs);
}

function person(userId: string, name: string, more: object = {}): object {
  return { type: 'identify', userId, traits: { name, email: `${userId}@example.com`, ...more } };
}

function order(userId: string, total: number, more: object = {}): object {
  const properties = { order_id: `order-${userId}`, total, currency: 'RUB', ...more };
  return { type: 'track', event: 'Order Completed', userId, messageId: `paid-${userId}`, properties };
}

/** The workspace in its own colours, its units, and programs that run, are over and have not begun. */
async function foundSchool({ ask }: SchoolDesk, say: Names): Promise<{ program: string; ended: string }> {
  const logo = `data:image/svg+xml;base64,${Buffer.from(logoOf(say.school)).toString('base64')}`;
  const brand = { accent: '#0f766e', logo };
  await ask('PATCH', '/access/workspace', { name: say.school, siteUrl: 'https://school.example', brand });
  const { program } = await ask<{ program: string }>('POST', '/referral/recipes/language-school/install');
  await ask('POST', '/ledger/units', { unit: 'points', exponent: 2, name: say.points });
  const launch = (key: string, changed: object, note: string): Promise<{ program: string }> =>
    ask('POST', '/referral/programs', { key, definition: { ...languageSchool, ...changed }, note });
  const [referrer, friend] = languageSchool.rewards;
  const held = { rewards: [{ ...referrer, holdDays: 7 }, friend] };
  await launch('language-school', held, say.noteHold);
  const large = { fact: 'total', is: 'gte', value: 1000 };
  const order = { conditions: { all: [large, { fact: 'paid.gift_certificate', is: 'eq', value: 0 }] } };
  await launch('language-school', { ...held, order, cap: { unit: 'lesson', amount: '500' } }, say.noteLarge);
  const points = { rewards: [{ to: 'referrer', unit: 'points', amount: '500', holdDays: 0 }] };
  const over = { ...points, name: say.teachers, endsAt: '2026-01-25T00:00:00Z' };
  const ended = await launch('teachers', over, say.noteTeachers);
  await launch('spring', { name: say.spring, startsAt: '2030-03-01T00:00:00Z' }, say.noteSpring);
  return { program, ended: ended.program };
}

const mark = 'M11 25V11h8.5a5 5 0 0 1 0 10H15';

function logoOf(name: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="156" height="36" viewBox="0 0 156 36">
<rect width="36" height="36" rx="10" fill="#0f766e"/><path d="${mark}" fill="none" stroke="#fff" stroke-width="3.2"/>
<text x="46" y="25" font-family="sans-serif" font-size="20" font-weight="700" fill="#0f766e">${name}</text></svg>`;
}

const days = 16;

/** Where links stand, and one that does not say it. */
const places = ['blog', '', 'telegram'] as const;

/** On some days one or two friends follow the link or name the code, and most of them pay. */
async function passWeeks({ tell, url, world }: SchoolDesk, say: Names, code: string): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    const clicks: string[] = [];
    const place = places[day % places.length];
    for (let click = 0; click < 1 + ((day * 7) % 3); click += 1) clicks.push(await follow(url, code, place));
    const name = `${say.others[day % say.others.length]} ${say.surnames[day % say.surnames.length]}`;
    const userId = `student-${100 + day}`;
    const isByLink = day % 3 !== 0;
    if (day % 5 !== 4) await tell(person(userId, name, isByLink ? {} : { referral_code: code }));
    if (day % 5 !== 4 && isByLink) {
      await tell({ type: 'track', event: 'Came', userId, properties: { referral_click: clicks[0] } });
    }
    world.clock.advance(hourMs);
    if (day % 5 < 3) await tell(order(userId, 3_000 + 500 * (day % 4)));
    world.clock.advance(dayMs - hourMs);
  }
}

/** Follows an invite link as a browser does, and resolves to the click that the page of the school is told. */
async function follow(url: string, code: string, place = ''): Promise<string> {
  const answer = await fetch(`${url}/r/${code}?subid=${place}`, { redirect: 'manual', headers: visitor });
  const leads = new URL(answer.headers.get('location') ?? '', url);
  return leads.searchParams.get('sarafan_click') ?? '';
}

/** One of each: rewarded and free, refused, waiting, held, and paid back. */
async function tellFates({ tell, world }: SchoolDesk, say: Names, code: string): Promise<void> {
  const invited = { referral_code: code };
  await tell(
    person('boris', say.boris, { ...invited, phone: '+79035554433' }),
    person('vera', say.vera, invited),
    person('gleb', say.gleb, invited),
    person('egor', say.egor, invited),
  );
  world.clock.advance(minuteMs);
  const certificate = { payments: [{ method: 'gift_certificate', amount: 4000 }] };
  await tell(order('boris', 4000, { coupon: 'SPRING' }), order('vera', 4000, certificate), order('egor', 2500));
  world.clock.advance(8 * dayMs);
  const refund = { order_id: 'order-egor', total: 2500 };
  await tell({
    type: 'track',
    event: 'Order Refunded',
    userId: 'egor',
    messageId: 'refunded-egor',
    properties: refund,
  });
  await tell(person('zoya', say.zoya, invited));
  world.clock.advance(minuteMs);
  await tell(order('zoya', 6000));
}

/** Two friends of Boris turn out to be companies when what they brought is spent; one reward is kept by a person. */
async function fillReview({ ask, tell, world }: SchoolDesk, say: Names, program: string): Promise<void> {
  const { code } = await ask<{ code: string }>('POST', `/referral/programs/${program}/participants`, {
    userId: 'boris',
  });
  const friends = [person('igor', say.igor, { referral_code: code }), person('lev', say.lev, { referral_code: code })];
  await tell(...friends);
  world.clock.advance(minuteMs);
  await tell(order('igor', 5000), order('lev', 5000));
  world.clock.advance(8 * dayMs);
  await tell({ type: 'page', name: 'Home', anonymousId: 'days-later' });
  for (const [userId, amount] of [
    ['igor', '2'],
    ['lev', '2'],
    ['boris', '6'],
  ]) {
    await ask('POST', '/rewards/spendings', { userId, unit: 'lesson', amount });
  }
  await tell(...['igor', 'lev'].map((userId) => ({ type: 'identify', userId, traits: { legal_form: 'company' } })));
  const { items } = await ask<{ items: { grant: string }[] }>('GET', '/rewards/grants?state=review');
  await ask('POST', `/rewards/grants/${items[0]?.grant}/approve`, { note: say.noteReview });
}

async function joinProfiles({ tell }: SchoolDesk, say: Names): Promise<void> {
  await tell({ type: 'page', name: say.page, anonymousId: 'phone-of-dina' });
  await tell({ ...person('dina', say.dina, { phone: '+79067778899' }), anonymousId: 'phone-of-dina' });
}

/** A code heard wrongly, and a text that is no code. */
async function mistype({ tell }: SchoolDesk, code: string): Promise<void> {
  const wrong = (code.startsWith('C') ? 'D' : 'C') + code.slice(1);
  for (const typed of [wrong, wrong, 'FRIEND-10']) {
    await tell({ type: 'track', event: 'Referral Code Entered', userId: 'dina', properties: { code: typed } });
  }
}

async function addColleagues({ ask, world, keys }: SchoolDesk, say: Names): Promise<void> {
  const { workspace } = keys;
  const { users } = world.rooms;
  await users.create({ email: 'support@school.example', name: say.support, role: 'support', workspace }, 'cli');
  await users.create({ email: 'marketing@school.example', name: say.marketer, role: 'marketer', workspace }, 'cli');
  await ask('POST', '/access/invitations', { email: 'olga@school.example', role: 'support' });
  await ask('POST', '/access/keys', { kind: 'api', scopes: ['read'], note: say.keyNote });
  const old = await world.rooms.access.createKey(workspace, 'secret', [], say.oldKeyNote, 'cli');
  await world.rooms.access.revokeKey(workspace, old.keyId, 'cli');
}

/** A file to be mapped, one whose check found mistakes, one that is done, and one that is under way. */
async function bringFiles({ world, keys }: SchoolDesk, say: Names): Promise<WalkIds['imports']> {
  const importer = createImporter({ ...world, keys });
  const [headings = '', ...clients] = say.clients;
  const mapped = async (batch: string, saveAs?: string): Promise<string> => {
    const file = [headings, ...clients.map((line) => batch + line)].join('\n');
    const { import: id, suggestion } = await importer.upload('people', say.clientsFile, Buffer.from(file));
    await importer.map(id, { columns: suggestion.columns, ...(saveAs === undefined ? {} : { saveAs }) });
    await importer.ask('PUT', `/imports/${id}/consent`, say.consent);
    await importer.check(id);
    return id;
  };
  const done = await mapped('A-', say.mapping);
  await importer.run(done);
  const [checked, running] = [await mapped('B-'), await mapped('C-')];
  const orders = Buffer.from('order_id;user_id;total;date\nA-1;boris;4000;2025-11-03\nA-2;vera;many;2025-11-04');
  const draft = await importer.upload('orders', say.ordersFile, orders);
  await importer.ask('POST', `/imports/${running}/start`, {});
  return { draft: draft.import, checked, running, done };
}

async function quarantine({ world, keys }: SchoolDesk): Promise<void> {
  const { database, clock } = world;
  const body = { type: 'track', name: 'Seen', timestamp: clock.now(), anonymousId: 'broken' };
  await database.pool.query(
    `insert into engine_quarantine
       (lane, workspace_id, trust, message_id, accepted_at, payload, error, quarantined_at)
     values (7, $1, 0, 'broken', $2, $3, 'Error: deadlock detected', $2)`,
    [keys.workspace, clock.now(), JSON.stringify(body)],
  );
}

/** What the tag of the school's site has just told. */
async function visitSite({ url, keys }: SchoolDesk): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${keys.writeKey}:`).toString('base64')}`;
  const page = { url: 'https://school.example/courses/english', path: '/courses/english' };
  const answer = await fetch(`${url}/v1/page`, {
    method: 'POST',
    headers: { ...visitor, authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ anonymousId: 'visitor', properties: page, context: { page } }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** Promotions of each kind, an order that uses one, and a code that another tried. */
async function sellWithCodes({ ask }: SchoolDesk, say: Names): Promise<Pick<WalkIds, 'promotion' | 'coupons'>> {
  const name = { ru: say.spring.ru, en: say.spring.en };
  const make = (definition: object): Promise<{ promotion: string; code: string | null }> =>
    ask('POST', '/promotions', { definition: { name, ...definition } });
  const first = { count: 'Order Completed', is: 'eq', value: 0 };
  const shared = await make({
    ...{ kind: 'shared', discount: { percent: '10', atMost: '500' }, currency: 'RUB', conditions: first },
    ...{ note: say.anna, perPerson: 1, budget: '50000', alarm: { persons: 50, minutes: 60, pause: true } },
  });
  const single = await make({ kind: 'single', discount: { amount: '300' }, currency: 'RUB', minimum: '1000' });
  const personal = await make({ kind: 'personal', discount: { percent: '15' } });
  await ask('POST', `/promotions/${single.promotion}/batches`, { count: 12 });
  const { code } = await ask<{ code: string }>('POST', `/promotions/${personal.promotion}/codes`, { userId: 'anna' });
  const cart = { currency: 'RUB', total: 4_000, key: 'first' };
  await ask('POST', '/checkout/reservations', { ...cart, userId: 'anna', order: 'A-1001', codes: [shared.code] });
  // Another's code is refused, and that is an alarm.
  await Promise.allSettled([
    ask('POST', '/checkout/reservations', { ...cart, userId: 'vera', order: 'A-1002', codes: [code] }),
  ]);
  return { promotion: shared.promotion, coupons: single.promotion };
}
