import type { ProgramProblem } from '@sarafan/contract';
import { isObject, valueAt } from './draft.ts';

/** Places that have a field of their own; a problem deeper inside belongs to the field as well. */
const fields = [
  /^\/key/,
  /^\/name\/(ru|en)/,
  /^\/(startsAt|endsAt|clawBack|correctionDays)/,
  /^\/invite\/link\/(destination|landing|allowedHosts)/,
  /^\/invite\/(code\/length|manual\/backDateDays)/,
  /^\/attribution\/(pick|precedence|windowDays|perOrder)/,
  /^\/friend\/(knownForDays|mayHavePaid)/,
  /^\/rewards\/\d+\/accrual\/(every|afterDays|approval)/,
  /^\/(rewards|bonuses)\/\d+\/expires\/(endOf|after|remindDays)/,
  /^\/(rewards|bonuses)\/\d+\/fulfil\/(by|promotion)/,
  /^\/rewards\/\d+\/perPerson\/(amount|every|partly)/,
  /^\/rewards\/\d+\/amount\/steps\/\d+\/amount\/lines\/\d+\/(percent|amount)/,
  /^\/rewards\/\d+\/amount\/steps\/\d+\/amount\/lines\/\d+/,
  /^\/rewards\/\d+\/amount\/steps\/\d+\/amount\/rates\/[A-Z]{3}/,
  /^\/rewards\/\d+\/amount\/steps\/\d+\/amount\/(percent|of|rates|atMost|round)/,
  /^\/rewards\/\d+\/amount\/steps\/\d+\/(from|amount)/,
  /^\/rewards\/\d+\/amount\/(by|every|currency)/,
  /^\/rewards\/\d+\/amount\/lines\/\d+\/(percent|amount)/,
  /^\/rewards\/\d+\/amount\/lines\/\d+/,
  /^\/rewards\/\d+\/amount\/rates\/[A-Z]{3}/,
  /^\/rewards\/\d+\/amount\/(percent|of|rates|atMost|round)/,
  /^\/rewards\/\d+\/on\/event/,
  /^\/rewards\/\d+\/(to|level|unit|amount|holdDays|on|task)/,
  /^\/rewards\/\d+/,
  /^\/tasks\/\d+\/(name|terms)\/(ru|en)/,
  /^\/tasks\/\d+\/fund\/(unit|amount|partly)/,
  /^\/tasks\/\d+\/(id|sponsor|from|until|forAll)/,
  /^\/tasks\/\d+/,
  /^\/bonuses\/\d+\/steps\/\d+\/amount\/(amount|each|percent|rate)/,
  /^\/bonuses\/\d+\/steps\/\d+\/(from|above|unit|amount)/,
  /^\/bonuses\/\d+\/steps\/\d+/,
  /^\/bonuses\/\d+\/(by|every|afterDays|approval|currency|holdDays|steps)/,
  /^\/bonuses\/\d+/,
  /^\/results\/(leads|sales)\/on\/event/,
  /^\/results\/(leads|sales)\/on/,
  /^\/cap\/(unit|amount|every|partly)/,
  /^\/timeZone/,
  /^\/exclusive\/(group|alwaysPays|coupons)/,
] as const;

/** Trees of conditions, and which of the parts that must all hold. */
const ofReward = /\/rewards\/\d+/.source;
const ofLines = `${ofReward}/amount(?:/steps/\\d+/amount)?/lines/\\d+/where`;
const conditions = new RegExp(
  `^((?:/friend|/order|/results/(?:leads|sales)|${ofReward})/conditions|${ofLines})(?:/all/(\\d+))?`,
);

/** The sentences to show, by the place of the field, the row or the section that shows them. */
export type Problems = ReadonlyMap<string, readonly ProgramProblem[]>;

export function byPlace(problems: readonly ProgramProblem[], draft: unknown): Problems {
  const places = new Map<string, ProgramProblem[]>();
  for (const problem of problems) {
    const place = placeOf(problem.path, draft);
    places.set(place, [...(places.get(place) ?? []), problem]);
  }
  return places;
}

/**
 * Where a problem is shown: beside its field, else beside the row of conditions, else at the head of its section. The
 * rows are the parts of the tree, so `/friend/conditions/all/1/not` is shown at `/friend/conditions/1`.
 */
export function placeOf(path: string, draft: unknown): string {
  const [, place, index] = conditions.exec(path) ?? [];
  if (place !== undefined) {
    const tree = valueAt(draft, place);
    if (index !== undefined) return `${place}/${index}`;
    return isObject(tree) && Array.isArray(tree['all']) ? place : `${place}/0`;
  }
  for (const field of fields) {
    const [found] = field.exec(path) ?? [];
    if (found !== undefined) return found;
  }
  return `/${path.split('/')[1] ?? ''}`;
}

/** The id of the element that shows what stands at a place, so that a problem can lead to it. */
export function fieldId(place: string): string {
  return `field${place.replaceAll('/', '-')}`;
}
