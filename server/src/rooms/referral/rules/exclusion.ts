import type { SubjectId } from '../../../kit/values/ids.ts';
import type { Json } from '../../../kit/values/json.ts';
import { comparePositions, timeOf } from '../../../kit/values/position.ts';
import { isByBanned } from './bans.ts';
import type { Cause } from './conditions-view.ts';
import type { ReferralView, Touch } from './part.ts';
import type { Program } from './programs.ts';
import { barredBefore, standingTouches } from './touches.ts';
import { isBefore, type ProgramVersion, versionFor } from './versions.ts';

/**
 * Programs that exclude one another: a friend chooses one of them for an order. To enter a code, or to have support
 * bind one, is a choice; to follow a link is one only where no code was entered.
 */
export interface Rival {
  readonly name: string;
  /** Invitations that stand and that nothing bars. */
  readonly touches: readonly Touch[];
}

/** The other programs of the group to which the friend was invited; none where the program excludes none. */
export function rivalsOf(
  version: ProgramVersion,
  programs: readonly Program[],
  view: ReferralView,
  self: readonly SubjectId[],
): readonly Rival[] {
  const group = version.definition.exclusive?.group;
  if (group === undefined) return [];
  return programs.flatMap((program): Rival[] => {
    if (program.id === version.program) return [];
    const own = view.touches.filter((touch) => touch.program === program.id && !isByBanned(program.banned, touch));
    const touches = standingTouches(own, view).filter((touch) => {
      // Which of them excludes it does not depend on what is decided of it.
      const at = versionFor(program.versions, timeOf(touch.at), () => true);
      return at.definition.exclusive?.group === group && barredBefore(at, view, touch, own, self) === undefined;
    });
    return touches.length === 0 ? [] : [{ name: program.key, touches }];
  });
}

/** What the friend chose instead for this cause: another program, or a coupon of the shop. */
export function chosenInstead(
  { definition }: ProgramVersion,
  rivals: readonly Rival[],
  own: readonly Touch[],
  { at, order }: Cause,
): Readonly<Record<string, Json>> | undefined {
  const { exclusive } = definition;
  if (exclusive === undefined) return undefined;
  const inTime = (touches: readonly Touch[]): readonly Touch[] => touches.filter((touch) => !isBefore(at, touch.at));
  const all = [
    ...inTime(own).map((touch) => ({ touch, instead: undefined })),
    ...rivals.flatMap(({ name, touches }) => inTime(touches).map((touch) => ({ touch, instead: name }))),
  ].toSorted((left, right) => comparePositions(left.touch.at, right.touch.at));
  const entered = all.filter(({ touch }) => touch.channel !== 'link');
  const { coupon } = order ?? {};
  const isOurs = entered.some(({ touch }) => timeOf(touch.at) === timeOf(at));
  if (exclusive.coupons === true && coupon !== undefined && !isOurs) return { instead: coupon };
  const chosen = (entered.length > 0 ? entered : all).at(-1);
  return chosen?.instead === undefined ? undefined : { instead: chosen.instead };
}
