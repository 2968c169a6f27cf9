import type { InboxArrival, TimerArrival } from '../../../server/src/engine/batch/arrival.ts';
import { Fold, type WorkspaceDefinitions } from '../../../server/src/engine/batch/fold.ts';
import type { SubjectMemory } from '../../../server/src/engine/batch/memory.ts';
import type { SeenOwner } from '../../../server/src/engine/batch/writes.ts';
import { DefinitionCache } from '../../../server/src/engine/definitions.ts';
import type { FactBody, IdentifierKey, IdentifierKind, IdentifierOwner } from '../../../server/src/engine/fact.ts';
import { keyText, type Reactor } from '../../../server/src/engine/index.ts';
import type { IdentifierConflict } from '../../../server/src/engine/reactor.ts';
import type { Queryable } from '../../../server/src/kit/db.ts';
import type { SubjectId, WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import { canonicalJson, type Json, type JsonObject } from '../../../server/src/kit/values/json.ts';
import type { Fault } from '../checks/facts.ts';
import { compareDecisions, comparePosts, compareStates } from './compare.ts';
import { type RecordedFact, readDecisions, readHistory, readParts, type ToldDecision } from './read.ts';

export interface Replayed {
  readonly facts: number;
  readonly decisions: number;
  /** Facts that decisions derived for other subjects. */
  readonly posts: number;
  readonly faults: readonly Fault[];
}

/** The first few differences tell all: everything behind a wrong one is wrong too. */
const differencesAtMost = 10;

/**
 * Folds a whole recorded history again in memory, beginning with nobody, and holds what it decides, what it derives and
 * the state it ends in against what was recorded (INV-7). Facts that a decision derived about its own subject follow
 * from the fold; all others are taken from the history with their recorded owner, `now`, revision, and what was seen.
 */
export async function replayHistory(db: Queryable, reactors: readonly Reactor[]): Promise<Replayed> {
  const history = await readHistory(db);
  const replay = new Replay(reactors, await definitionsOf(db, reactors, history));
  for (const fact of history) replay.take(fact);
  const { decisions, faults, posted, received } = replay;
  const differences = [
    ...faults,
    ...compareDecisions(await readDecisions(db), decisions),
    ...comparePosts(received, posted),
    ...compareStates(await readParts(db), replay.parts()),
  ];
  return {
    facts: history.length,
    decisions: decisions.length,
    posts: posted.length,
    faults: differences.slice(0, differencesAtMost),
  };
}

type DefinitionsAt = (workspace: WorkspaceId, revision: number) => WorkspaceDefinitions;

/** The definitions of every revision that the history names. */
async function definitionsOf(
  db: Queryable,
  reactors: readonly Reactor[],
  history: readonly RecordedFact[],
): Promise<DefinitionsAt> {
  const cache = new DefinitionCache(reactors);
  const loaded = new Map<string, WorkspaceDefinitions>();
  for (const { workspace, revision } of history) {
    const key = `${workspace} ${revision}`;
    if (!loaded.has(key)) loaded.set(key, await cache.at(db, workspace, revision));
  }
  return (workspace, revision) => {
    const found = loaded.get(`${workspace} ${revision}`);
    if (found === undefined) throw new Error(`The definitions of ${workspace} at ${revision} were not loaded`);
    return found;
  };
}

class Replay {
  readonly decisions: ToldDecision[] = [];
  readonly faults: Fault[] = [];
  /** What decisions derived for other subjects, in words. */
  readonly posted: string[] = [];
  /** What came from the decisions of other subjects, in the same words. */
  readonly received: string[] = [];
  readonly #reactors: readonly Reactor[];
  readonly #definitions: DefinitionsAt;
  readonly #subjects = new Map<SubjectId, SubjectMemory>();
  /** Facts that the fold has made again and that the history must show next, by lane and place. */
  readonly #made = new Map<string, string>();

  constructor(reactors: readonly Reactor[], definitions: DefinitionsAt) {
    this.#reactors = reactors;
    this.#definitions = definitions;
  }

  take(fact: RecordedFact): void {
    const place = `${fact.lane}.${fact.seq}`;
    const made = this.#made.get(place);
    if (made !== undefined) {
      this.#made.delete(place);
      const present = textOfFact(fact.subject, fact.messageId, fact.body.name, fact.now, fact.body.properties);
      if (made !== present) this.faults.push(`${place} was ${present}, and is made again as ${made}`);
      return;
    }
    if (fact.body.type === 'derived') this.received.push(textOfPost(fact.body));
    const fold = new Fold({
      reactors: this.#reactors,
      definitions: (workspace) => this.#definitions(workspace, fact.revision),
      owners: ownersSeen(fact),
      subjects: this.#subjects,
      lanes: new Map([[fact.lane, { nextSeq: fact.seq, now: fact.now }]]),
    });
    // Every timer that fired stands in the history itself, so none fires by itself here.
    this.#subjects.get(fact.subject)?.timers.clear();
    if (fact.body.type === 'timer') fold.fire(timerOf(fact));
    else fold.arrive(arrivalOf(fact), { subject: fact.subject, profile: fact.profile }, conflictsSeen(fact));
    this.#note(place, fold);
  }

  /** The parts that are left at the end, as the database would keep them. */
  parts(): Map<string, string> {
    const parts = new Map<string, string>();
    for (const subject of this.#subjects.values()) {
      for (const [reactor, profiles] of subject.parts) {
        for (const [profile, part] of profiles) {
          parts.set(`${subject.id} ${reactor} ${profile}`, canonicalJson(JSON.parse(JSON.stringify(part)) as Json));
        }
      }
    }
    return parts;
  }

  #note(place: string, fold: Fold): void {
    const { history, decisions, toInbox } = fold.writes;
    this.posted.push(...toInbox.map((fact) => textOfPost(fact.body)));
    if (history.length === 0) this.faults.push(`${place} takes no effect when it is replayed`);
    for (const { fact, now } of history.slice(1)) {
      const text = textOfFact(fact.subject, fact.messageId, fact.name, now, fact.properties);
      this.#made.set(`${fact.lane}.${fact.seq}`, text);
    }
    for (const { fact, position, reactor, decision, revision, now } of decisions) {
      const { lane, seq, subject } = fact;
      this.decisions.push({ lane, seq, position, subject, reactor, ...decision, revision, now });
    }
  }
}

function textOfPost(body: FactBody): string {
  return `${canonicalJson({ ...body.lineage })} derives ${body.name} ${canonicalJson(body.properties)}`;
}

function textOfFact(
  subject: SubjectId,
  messageId: string,
  name: string,
  now: number,
  properties: JsonObject | undefined,
): string {
  return `${subject} ${messageId} ${name} ${now} ${canonicalJson(properties)}`;
}

function arrivalOf(fact: RecordedFact): InboxArrival {
  const { lane, workspace, trust, messageId, now, seen, body } = fact;
  const at = seen.at ?? now;
  return { kind: 'inbox', lane, at, inboxId: '', place: '', workspace, trust, messageId, checked: true, body };
}

function timerOf(fact: RecordedFact): TimerArrival {
  const { lane, workspace, subject, now, seen, body } = fact;
  const { key, ...properties } = body.properties ?? {};
  return {
    kind: 'timer',
    lane,
    at: seen.at ?? now,
    workspace,
    subject,
    reactor: body.name,
    key: typeof key === 'string' ? key : '',
    properties,
  };
}

/** The owners of the identifiers that the decisions about this fact asked for, as they stood then. */
function ownersSeen(fact: RecordedFact): Map<string, IdentifierOwner> {
  const owners = new Map<string, IdentifierOwner>();
  for (const seen of fact.seen.owners ?? []) {
    const owner = ownerOf(seen);
    if (owner !== undefined) owners.set(keyText({ ...keyOf(seen), workspace: fact.workspace }), owner);
  }
  return owners;
}

function conflictsSeen(fact: RecordedFact): IdentifierConflict[] {
  return (fact.seen.conflicts ?? []).flatMap((seen) => {
    const owner = ownerOf(seen);
    return owner === undefined ? [] : [{ key: keyOf(seen), owner }];
  });
}

function keyOf([kind, value]: SeenOwner): IdentifierKey {
  return { kind: kind as IdentifierKind, value: value ?? '' };
}

function ownerOf([, , subject, profile, detail]: SeenOwner): IdentifierOwner | undefined {
  if (typeof subject !== 'string' || typeof profile !== 'string') return undefined;
  const owner = { subject: subject as SubjectId, profile: profile as SubjectId };
  return typeof detail === 'string' ? { ...owner, detail } : owner;
}
