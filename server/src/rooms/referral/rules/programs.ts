import {
  type Conditions,
  type ProgramDefinition,
  plainAmountsOf,
  type Reward,
  type VersionReach,
} from '@sarafan/contract';
import { requirements } from '../../../conditions/index.ts';
import { getOrInsert } from '../../../kit/values/group.ts';
import type { ProgramId, WorkspaceId } from '../../../kit/values/ids.ts';
import { type Banned, bannedFrom, type StandingBan } from './bans.ts';
import { countedResultsOf } from './brought.ts';
import { type AskedOfOrders, ownOrderFields } from './order.ts';
import { type ProgramVersion, versionOf } from './versions.ts';

export interface Program {
  readonly id: ProgramId;
  readonly key: string;
  /** Oldest first. */
  readonly versions: readonly ProgramVersion[];
  readonly banned: Banned;
}

/** A workspace's programs at a revision, with what their conditions ask facts to be remembered for. */
export interface ReferralDefinitions {
  readonly programs: readonly Program[];
  readonly clickKey: string;
  /** All conditions of all versions; counters remember what these ask. */
  readonly conditions: readonly Conditions[];
  /** Traits that conditions read. */
  readonly traits: ReadonlySet<string>;
  readonly asked: AskedOfOrders;
  /** Names of events that are rewarded, and the properties that conditions read of them. */
  readonly events: ReadonlyMap<string, readonly string[]>;
}

export function definitionsOf(programs: readonly Program[], clickKey: string): ReferralDefinitions {
  const conditions = programs.flatMap((program) => program.versions.flatMap((each) => conditionsOf(each.definition)));
  const own: ReadonlySet<string> = new Set(ownOrderFields);
  const asked = conditions.map((each) => requirements(each));
  return {
    programs,
    clickKey,
    conditions,
    traits: new Set(asked.flatMap((each) => each.traits)),
    asked: {
      fields: [...new Set(asked.flatMap((each) => each.facts))].filter((field) => !own.has(field)),
      lineFields: lineFieldsOf(programs),
    },
    events: eventsOf(programs),
  };
}

function rewardsOf(programs: readonly Program[]): readonly Reward[] {
  return programs.flatMap(({ versions }) => versions.flatMap(({ definition }) => definition.rewards));
}

function lineFieldsOf(programs: readonly Program[]): string[] | undefined {
  const amounts = rewardsOf(programs).flatMap(({ amount }) => plainAmountsOf(amount));
  const rules = amounts.flatMap((amount) => (typeof amount === 'object' && 'lines' in amount ? amount.lines : []));
  if (rules.length === 0) return undefined;
  return [...new Set(rules.flatMap(({ where }) => (where === undefined ? [] : requirements(where).facts)))];
}

function eventsOf(programs: readonly Program[]): Map<string, readonly string[]> {
  const events = new Map<string, readonly string[]>();
  for (const { versions } of programs) {
    for (const { definition } of versions) {
      for (const { on, conditions } of [...definition.rewards, ...countedResultsOf(definition)]) {
        if (on === undefined || !('event' in on)) continue;
        const trees = [definition.friend.conditions, conditions].filter((each) => each !== undefined);
        const fields = trees.flatMap((tree) => requirements(tree).facts);
        events.set(on.event, [...new Set([...(events.get(on.event) ?? []), ...fields])]);
      }
    }
  }
  return events;
}

function conditionsOf(definition: ProgramDefinition): Conditions[] {
  const { participant, friend, order, rewards } = definition;
  return [
    participant?.conditions,
    friend.conditions,
    order.conditions,
    ...[...rewards, ...countedResultsOf(definition)].map(({ conditions }) => conditions),
  ].filter((each) => each !== undefined);
}

/** A stored version of a program, as it was launched. */
export interface LaunchedVersion {
  readonly program: ProgramId;
  readonly key: string;
  readonly version: number;
  readonly launchedAt: number;
  readonly appliesTo: VersionReach;
  readonly definition: ProgramDefinition;
}

/**
 * The programs that stored versions make, which come oldest first, with the bans that stand; `exponents` are the
 * decimals of units.
 */
export function programsFrom(
  workspace: WorkspaceId,
  launched: readonly LaunchedVersion[],
  exponents: ReadonlyMap<string, number>,
  bans: readonly StandingBan[] = [],
): Program[] {
  const programs = new Map<ProgramId, Program & { readonly versions: ProgramVersion[] }>();
  for (const { program, key, version, launchedAt, appliesTo, definition } of launched) {
    const { versions } = getOrInsert(programs, program, () => {
      return { id: program, key, versions: [], banned: bannedFrom(program, bans) };
    });
    versions.push(versionOf({ workspace, program, version, from: launchedAt, appliesTo, exponents }, definition));
  }
  return [...programs.values()];
}
