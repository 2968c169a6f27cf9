import type { School, SchoolAccess } from '../school.ts';
import { type History, type Life, planHistory, type Visit } from './plan.ts';
import { HistorySender } from './sender.ts';

/** The one history of the demo. */
const seed = 2026;
const atOnce = 8;

export interface Played {
  readonly people: number;
  readonly invited: number;
  readonly orders: number;
}

/**
 * Plays some weeks of the school through the public API: participants ask for codes, the server tells with its own
 * times who signed up, paid and took money back, support binds by hand, and today's visitors follow links in browsers.
 * Every message has an id of its own, so a history that was broken off can be played again from its beginning.
 */
export async function playHistory(school: School, access: SchoolAccess, end: number): Promise<Played> {
  const history = planHistory(end, seed);
  const { lives, visits } = history;
  const sender = new HistorySender(access);
  try {
    for (const life of lives) if (life.invitation === undefined) sender.signUp(life);
    await sender.delivered();
    const codes = await joinReferrers(school, history);
    await tellSignUps(school, sender, lives, codes);
    await inTurns(lives.filter(boundByHand), (life) => bind(school, life, codes));
    for (const { userId, orders } of lives) for (const order of orders) sender.order(userId, order);
    await sender.delivered();
    await inTurns(visits, (visit) => visitToday(school, visit, codes));
    await spendSome(school, history);
  } finally {
    await sender.close();
  }
  return {
    people: lives.length + visits.length,
    invited: lives.filter((life) => life.invitation !== undefined).length + visits.length,
    orders: lives.reduce((sum, life) => sum + life.orders.length, 0),
  };
}

interface Code {
  readonly code: string;
  readonly link: string;
}

type Codes = ReadonlyMap<string, Code>;

const boundByHand = (life: Life): boolean => life.invitation?.channel === 'manual';

/** Everybody who invited somebody asks for a code; whoever has one is given the same again. */
async function joinReferrers(school: School, { lives, visits }: History): Promise<Codes> {
  const sharing = new Set([...lives.map((life) => life.invitation?.by), ...visits.map((visit) => visit.by)]);
  const codes = new Map<string, Code>();
  await inTurns([...sharing], async (userId) => {
    if (userId === undefined) return;
    const { code, link } = await school.participate(userId);
    codes.set(userId, { code, link: link ?? '' });
  });
  return codes;
}

/** The code stands in the form, or the click that a browser brought is told by the server with the sign-up. */
async function tellSignUps(school: School, sender: HistorySender, lives: readonly Life[], codes: Codes): Promise<void> {
  const clicks = new Map<string, string>();
  for (const life of lives) {
    const { invitation, userId } = life;
    if (invitation === undefined) continue;
    const { code, link } = codeOf(codes, invitation.by);
    sender.signUp(life, invitation.channel === 'code' ? { referral_code: code } : {});
    if (invitation.channel !== 'link') continue;
    const click = clicks.get(invitation.by) ?? (await school.follow(link, addressOf(clicks.size)));
    clicks.set(invitation.by, click);
    sender.track(userId, 'Signed Up', invitation.at, { referral_click: click });
  }
  await sender.delivered();
}

async function bind(school: School, { userId, invitation }: Life, codes: Codes): Promise<void> {
  if (invitation !== undefined) await school.bind(userId, codeOf(codes, invitation.by).code, new Date(invitation.at));
}

/** Somebody follows a link today, looks around, and may sign up and pay. */
async function visitToday(school: School, visit: Visit, codes: Codes): Promise<void> {
  const { userId, name, email, phone, signsUp, pays } = visit;
  const click = await school.follow(codeOf(codes, visit.by).link, addressOf(100 + Number(userId.slice(-3))));
  const anonymousId = `demo-history-browser-${userId}`;
  const context = { referrer: { type: 'sarafan', id: click } };
  const messageId = `demo-history-page-${userId}`;
  await school.browser({ type: 'page', name: 'Home', anonymousId, context, messageId });
  if (!signsUp) return;
  await school.identify(userId, { name, email, phone, legal_form: 'person' }, { anonymousId });
  if (pays) await school.track(userId, 'Order Completed', { order_id: `M-${userId}`, total: 4_000, currency: 'RUB' });
}

/** What was given is there a moment after it was told, so a referrer is asked a few times. */
async function spendSome(school: School, { spenders }: History): Promise<void> {
  await inTurns(spenders, async (userId) => {
    const available = Number(await school.lessonsOf(userId).catch(() => '0'));
    if (available >= 2) await school.spend(userId, available >= 6 ? '4' : '2', `demo-history-spend-${userId}`);
  });
}

function codeOf(codes: Codes, userId: string): Code {
  const found = codes.get(userId);
  if (found === undefined) throw new Error(`${userId} has no code`);
  return found;
}

/** An address of a network that is kept for documentation: a visitor's, as a proxy of the school would tell it. */
const addressOf = (number: number): string => `198.51.100.${1 + (number % 250)}`;

/** Does all of it, a few at a time. */
async function inTurns<Value>(values: readonly Value[], act: (value: Value) => Promise<void>): Promise<void> {
  const left = [...values];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
