import type { ProgramDefinition } from '@sarafan/contract';
import type { Fact } from '../../../engine/fact.ts';
import { roomFor } from '../../../kit/values/amounts.ts';
import type { ProfileId } from '../../../kit/values/ids.ts';
import { isJsonObject, type JsonObject } from '../../../kit/values/json.ts';
import { comparePositions, type FactPosition } from '../../../kit/values/position.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import type { Owed, Side } from '../../rewards/index.ts';
import { orderCompleted, orderCredited } from './facts.ts';
import { foldFact } from './fold.ts';
import { readOrder } from './order.ts';
import type { ReferralPart, Told } from './part.ts';
import { definitionsOf, type Program, type ReferralDefinitions } from './programs.ts';
import { versionOf } from './versions.ts';

/** A draft in the place of all versions of its program, as if it had stood from the beginning. */
export interface Draft {
  readonly program: Program;
  readonly definitions: ReferralDefinitions;
}

export function draftOf(program: Program, definition: ProgramDefinition): Draft {
  const last = program.versions.at(-1);
  if (last === undefined) throw new Error('A program has at least one version');
  const version = versionOf({ ...last, version: last.version + 1, from: 0, appliesTo: 'new' }, definition);
  const alone = { ...program, versions: [version] };
  return { program: alone, definitions: definitionsOf([alone], '') };
}

/**
 * A profile's part as it would be if these definitions had stood from the beginning: invitations, and since when the
 * person is known, depend on no definition and stay; what definitions choose to remember is remembered again from the
 * facts, whose order does not matter (INV-2).
 */
export function refold(
  part: ReferralPart,
  profile: ProfileId,
  facts: readonly Fact[],
  definitions: ReferralDefinitions,
): ReferralPart {
  const { imported = {} } = part;
  const layers = Object.fromEntries(Object.entries(imported).map(([id, layer]) => [id, forgetful(layer)]));
  let known: ReferralPart = { ...forgetful(part), imported: layers };
  const parts = new Map<ProfileId, ReferralPart>();
  const profiles = [profile];
  for (const fact of facts) {
    parts.set(profile, known);
    known = foldFact(known, inputOf(fact, profiles, parts, definitions), []).part;
  }
  return known;
}

/**
 * An order that somebody else paid reached its learner as the versions of its day kept it: what these definitions ask
 * of it is read again from the fact that told of it.
 */
export function recredited(fact: Fact, cause: Fact | undefined, { asked }: ReferralDefinitions): Fact {
  const kept = fact.properties?.['order'];
  if (fact.name !== orderCredited || cause?.name !== orderCompleted || !isJsonObject(kept)) return fact;
  const read = readOrder(cause, asked);
  if (!('order' in read) || read.order.id !== kept['id']) return fact;
  const { learner: _learner, ...paid } = read.order;
  const order: JsonObject = { ...(paid as unknown as JsonObject), credited: true, at: kept['at'] };
  return { ...fact, properties: { order } };
}

function forgetful<Layer extends Told>({ happenings: _forgotten, ...layer }: Layer): Omit<Layer, 'happenings'> {
  return { ...layer, orders: [], refunds: [], traits: [], counts: {} };
}

/** Made for every fact of a million: nothing is spread, and what is the same for all of them is made once. */
function inputOf(
  fact: Fact,
  profiles: readonly ProfileId[],
  parts: ReadonlyMap<ProfileId, ReferralPart>,
  definitions: ReferralDefinitions,
): Parameters<typeof foldFact>[1] {
  return {
    fact,
    now: fact.timestamp,
    definitions,
    revision: 0,
    conflicts: none,
    profiles,
    createdAt: 0,
    parts,
    partsOf: noParts,
    decisionsOf: noDecisions,
    owner: nobody,
  };
}

const none: readonly never[] = [];
const noParts = (): ReadonlyMap<ProfileId, unknown> => new Map();
const noDecisions = (): readonly never[] => none;
const nobody = (): undefined => undefined;

/** What one side of a pair has, or would have, in one unit. */
export interface Sum {
  readonly side: Side;
  readonly unit: string;
  readonly amountMinor: bigint;
}

/** One sum for each side and unit, in a fixed order; nothing is no sum. */
export function sumsOf(items: readonly Sum[]): Sum[] {
  const sums = new Map<string, Sum>();
  for (const { side, unit, amountMinor } of items) {
    const key = `${side} ${unit}`;
    sums.set(key, { side, unit, amountMinor: amountMinor + (sums.get(key)?.amountMinor ?? 0n) });
  }
  const keys = [...sums.keys()].sort();
  return keys.flatMap((key) => sums.get(key) ?? []).filter(({ amountMinor }) => amountMinor !== 0n);
}

/** Whether a pair would have more, and whether it would have less, of anything. */
export function differenceOf(before: readonly Sum[], after: readonly Sum[]): { more: boolean; less: boolean } {
  const differences = sumsOf([...after, ...before.map((sum) => ({ ...sum, amountMinor: -sum.amountMinor }))]);
  return {
    more: differences.some(({ amountMinor }) => amountMinor > 0n),
    less: differences.some(({ amountMinor }) => amountMinor < 0n),
  };
}

/** A reward that a draft would grant, if its limits have room for it. */
export type Asking = Pick<Owed, 'amountMinor' | 'holder' | 'limit' | 'cap' | 'task'> & { readonly at: FactPosition };

/**
 * What each reward would be granted: they ask the limit of their holder, then the cap of the program, in the order in
 * which they were earned, and one that finds no room leaves it to smaller ones. `capUsedMinor` is what others were
 * granted out of the cap before; the fund of a task is full at the beginning.
 */
export function grantedOf<Each extends Asking>(
  asking: readonly Each[],
  capUsedMinor: bigint,
): ReadonlyMap<Each, bigint> {
  const used = new Map<string, bigint>();
  const granted = new Map<Each, bigint>();
  for (const each of asking.toSorted((left, right) => comparePositions(left.at, right.at))) {
    const { holder, limit, cap, amountMinor, task } = each;
    const [own, common] = [`${holder} ${limit?.key}`, cap?.subject ?? ''];
    const ownUsed = used.get(own) ?? 0n;
    const commonUsed = used.get(common) ?? (task === undefined ? capUsedMinor : 0n);
    const allowed =
      limit === undefined ? amountMinor : roomFor(amountMinor, limit.limitMinor - ownUsed, limit.isPartly);
    const given = cap === undefined ? allowed : roomFor(allowed, cap.limitMinor - commonUsed, cap.isPartly === true);
    used.set(own, ownUsed + given).set(common, commonUsed + given);
    granted.set(each, given);
  }
  return granted;
}

export interface Period {
  readonly from: EpochMs | undefined;
  readonly until: EpochMs | undefined;
}

export function isWithin({ from, until }: Period, moment: EpochMs): boolean {
  return (from === undefined || moment >= from) && (until === undefined || moment < until);
}
