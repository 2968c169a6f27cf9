import { canonicalJson } from '../../../server/src/kit/values/json.ts';
import { type Fault, surplus } from '../checks/facts.ts';
import type { ToldDecision } from './read.ts';

/** Decisions stand at a place and have a position there, so each is compared with its own. */
export function compareDecisions(recorded: readonly ToldDecision[], replayed: readonly ToldDecision[]): Fault[] {
  const textOf = (decision: ToldDecision): string => canonicalJson({ ...decision });
  const placeOf = (decision: ToldDecision): string => `${decision.lane}.${decision.seq}.${decision.position}`;
  const again = new Map(replayed.map((decision) => [placeOf(decision), textOf(decision)]));
  const faults: Fault[] = [];
  for (const decision of recorded) {
    const place = placeOf(decision);
    const text = again.get(place);
    again.delete(place);
    if (text === undefined) faults.push(`${place} was decided and is not decided again: ${textOf(decision)}`);
    else if (text !== textOf(decision))
      faults.push(`${place} was ${textOf(decision)}, and is decided again as ${text}`);
  }
  for (const [place, text] of again) faults.push(`${place} is decided again but never was: ${text}`);
  return faults;
}

/** What the history holds of facts that were derived for other subjects, against what is derived again. */
export function comparePosts(received: readonly string[], posted: readonly string[]): Fault[] {
  return [
    ...surplus(received, posted).map((text) => `was derived and is not derived again: ${text}`),
    ...surplus(posted, received).map((text) => `is derived again but never was: ${text}`),
  ];
}

/** The state that the history led to, part by part. */
export function compareStates(recorded: ReadonlyMap<string, string>, replayed: ReadonlyMap<string, string>): Fault[] {
  const names = new Set([...recorded.keys(), ...replayed.keys()]);
  return [...names].flatMap((name) => {
    const [was, is] = [recorded.get(name) ?? 'absent', replayed.get(name) ?? 'absent'];
    return was === is ? [] : [`the part ${name} was ${was}, and is ${is} when it is replayed`];
  });
}
