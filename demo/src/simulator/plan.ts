import { packs } from '../site/courses.ts';
import { type Chance, createChance } from './chance.ts';
import { drawPerson, type Someone } from './people.ts';

/** How a friend was invited. Nobody invited whoever has none. */
export type Channel = 'link' | 'code' | 'manual';

export interface PlannedOrder {
  readonly id: string;
  readonly at: number;
  readonly lessons: number;
  readonly price: number;
  readonly certificate: boolean;
  readonly refundedAt?: number;
}

/** One person's way through the school: moments are milliseconds since 1970. */
export interface Life extends Someone {
  readonly signedUpAt: number;
  readonly legalForm: 'person' | 'sole_trader' | 'company';
  readonly invitation?: { readonly by: string; readonly channel: Channel; readonly at: number };
  readonly orders: readonly PlannedOrder[];
  /** Shares a code with others. */
  readonly shares: boolean;
}

/** A visitor of today, who follows a link in a browser of their own. */
export interface Visit extends Someone {
  readonly by: string;
  readonly signsUp: boolean;
  readonly pays: boolean;
}

export interface History {
  readonly lives: readonly Life[];
  readonly visits: readonly Visit[];
  /** Referrers who take some of their lessons. */
  readonly spenders: readonly string[];
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const weeks = 6;
const oldStudents = 36;
const newcomers = 100;
const visitorsToday = 14;
const bindingDays = 13;

/** Some weeks of a school's life that end at `end`. The same seed and end give the same history. */
export function planHistory(end: number, seed: number): History {
  const chance = createChance(seed);
  const lives: Life[] = [];
  for (let number = 1; number <= oldStudents; number += 1) lives.push(oldStudent(chance, number, end));
  // They come in the order of their days, so that whoever came by a friend may invite the next.
  const days = Array.from({ length: newcomers }, () => comingDay(chance)).sort((left, right) => right - left);
  days.forEach((daysAgo, index) => {
    lives.push(newcomer(chance, oldStudents + index + 1, at(chance, end, daysAgo), end, lives));
  });
  const sharing = lives.filter((life) => life.shares);
  const visits = Array.from({ length: visitorsToday }, (_, index): Visit => {
    const signsUp = chance.happens(0.65);
    const person = drawPerson(chance, oldStudents + newcomers + index + 1);
    return { ...person, by: referrer(chance, sharing).userId, signsUp, pays: signsUp && chance.happens(0.5) };
  });
  const spenders = sharing.filter(() => chance.happens(0.4)).map((life) => life.userId);
  return { lives, visits, spenders };
}

/** More come lately, since word goes round. */
const comingDay = (chance: Chance): number => Math.floor(weeks * 7 * chance.draw() ** 1.4);

/** A moment of a working day; never later than the end. */
function at(chance: Chance, end: number, daysAgo: number): number {
  const midnight = Math.floor((end - daysAgo * dayMs) / dayMs) * dayMs;
  const moment = midnight + 6 * hourMs + chance.below(15 * hourMs);
  return moment < end ? moment : end - hourMs - chance.below(5 * hourMs);
}

function oldStudent(chance: Chance, number: number, end: number): Life {
  const person = drawPerson(chance, number);
  const signedUpAt = at(chance, end, weeks * 7 + 10 + chance.below(150));
  const orders = [order(chance, `${person.userId}-1`, signedUpAt + hourMs, end, false)];
  return { ...person, signedUpAt, legalForm: 'person', orders, shares: chance.happens(0.6) };
}

function newcomer(chance: Chance, number: number, signedUpAt: number, end: number, known: readonly Life[]): Life {
  const person = drawPerson(chance, number);
  const invited = chance.happens(0.72);
  const sharing = known.filter((life) => life.shares && (life.orders[0]?.at ?? end) < signedUpAt);
  const invitation = invited ? { invitation: invite(chance, signedUpAt, end, sharing) } : {};
  const legalForm = chance.happens(0.05) ? chance.oneOf(['sole_trader', 'company'] as const) : 'person';
  const orders: PlannedOrder[] = [];
  const firstAt = signedUpAt + hourMs + chance.below(5 * dayMs);
  if (chance.happens(0.68) && firstAt < end) {
    orders.push(order(chance, `${person.userId}-1`, firstAt, end, chance.happens(0.12)));
    const secondAt = firstAt + 7 * dayMs + chance.below(14 * dayMs);
    if (chance.happens(0.35) && secondAt < end) {
      orders.push(order(chance, `${person.userId}-2`, secondAt, end, false));
    }
  }
  return { ...person, signedUpAt, legalForm, ...invitation, orders, shares: orders.length > 0 && chance.happens(0.3) };
}

function invite(
  chance: Chance,
  signedUpAt: number,
  end: number,
  sharing: readonly Life[],
): Life['invitation'] & object {
  const by = referrer(chance, sharing).userId;
  // Support dates a binding back by so many days at most, so older ones could not be told today.
  const mayBind = end - signedUpAt < bindingDays * dayMs;
  const drawn = chance.draw();
  const channel = drawn < 0.5 ? 'link' : mayBind && drawn < 0.68 ? 'manual' : 'code';
  return { by, channel, at: channel === 'manual' ? signedUpAt + hourMs / 4 : signedUpAt };
}

/** A few bring most: whoever shares first is drawn more often. */
function referrer(chance: Chance, sharing: readonly Life[]): Life {
  const found = sharing[Math.floor(sharing.length * chance.draw() ** 2)];
  if (found === undefined) throw new Error('Nobody shares');
  return found;
}

function order(chance: Chance, id: string, moment: number, end: number, certificate: boolean): PlannedOrder {
  const { lessons, price } = chance.oneOf(packs);
  const refundedAt = moment + dayMs + chance.below(8 * dayMs);
  const refund = chance.happens(0.07) && refundedAt < end ? { refundedAt } : {};
  return { id: `M-${id}`, at: moment, lessons, price, certificate, ...refund };
}
