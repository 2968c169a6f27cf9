import type { InboxArrival } from '../../../server/src/engine/batch/arrival.ts';
import { Fold, type WorkspaceDefinitions } from '../../../server/src/engine/batch/fold.ts';
import type { SubjectMemory } from '../../../server/src/engine/batch/memory.ts';
import { DefinitionCache } from '../../../server/src/engine/definitions.ts';
import type { FactBody, IdentifierOwner } from '../../../server/src/engine/fact.ts';
import type { Reactor } from '../../../server/src/engine/index.ts';
import type { Queryable } from '../../../server/src/kit/db.ts';
import type { SubjectId, WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import type { JsonObject } from '../../../server/src/kit/values/json.ts';
import { canonicalJson } from '../../../server/src/kit/values/json.ts';
import { type Fault, surplus } from '../checks/facts.ts';
import { type RecordedFact, readDecisions, readHistory, readOwners, type ToldDecision } from './read.ts';

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
 * Folds a whole recorded history again in memory, beginning with nobody, and holds what it decides against what was
 * recorded (INV-7). Facts that a decision derived about its own subject follow from the fold; all others are taken
 * from the history with their recorded owner, `now` and revision.
 */
export async function replayHistory(db: Queryable, reactors: readonly Reactor[]): Promise<Replayed> {
  const history = await readHistory(db);
  const recorded = await readDecisions(db);
  const definitions = await definitionsOf(db, reactors, history);
  const replay = new Replay(reactors, definitions, await readOwners(db));
  for (const fact of history) replay.take(fact);
  const { decisions, faults, posted, received } = replay;
  const differences = [...faults, ...compare(recorded, decisions), ...comparePosts(received, posted)];
  return {
    facts: history.length,
    decisions: decisions.length,
    posts: posted.length,
    faults: differences.slice(0, differencesAtMost),
  };
}

/** The definitions of every revision that the history names. */
async function definitionsOf(
  db: Queryable,
  reactors: readonly Reactor[],
  history: readonly RecordedFact[],
): Promise<(workspace: WorkspaceId, revision: number) => WorkspaceDefinitions> {
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
  readonly #definitions: (workspace: WorkspaceId, revision: number) => WorkspaceDefinitions;
  readonly #owners: ReadonlyMap<string, IdentifierOwner>;
  readonly #subjects = new Map<SubjectId, SubjectMemory>();
  /** Facts that the fold has made again and that the history must show next, by lane and place. */
  readonly #made = new Map<string, string>();

  constructor(
    reactors: readonly Reactor[],
    definitions: (workspace: WorkspaceId, revision: number) => WorkspaceDefinitions,
    owners: ReadonlyMap<string, IdentifierOwner>,
  ) {
    this.#reactors = reactors;
    this.#definitions = definitions;
    this.#owners = owners;
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
      owners: this.#owners,
      subjects: this.#subjects,
      nextSeq: new Map([[fact.lane, fact.seq]]),
    });
    // Every timer that fired stands in the history itself, so none fires by itself here.
    this.#subjects.get(fact.subject)?.timers.clear();
    if (fact.body.type === 'timer') fold.fire(timerOf(fact));
    else fold.arrive(arrivalOf(fact), { subject: fact.subject, profile: fact.profile }, []);
    this.#note(place, fold);
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
  return `${body.lineage?.cause} derives ${body.name} ${canonicalJson(body.properties)}`;
}

/**
 * What the history holds of facts that were derived for other subjects, against what is derived again. Requests to join
 * follow from who owned an identifier then, which a history does not say, so they are left out.
 */
function comparePosts(received: readonly string[], posted: readonly string[]): Fault[] {
  const isKnown = (text: string): boolean => !text.includes(' derives Join Requested ');
  const [recorded, again] = [received.filter(isKnown), posted.filter(isKnown)];
  return [
    ...surplus(recorded, again).map((text) => `was derived and is not derived again: ${text}`),
    ...surplus(again, recorded).map((text) => `is derived again but never was: ${text}`),
  ];
}

/** A derived fact's id counts the facts that its cause derived for all lanes, so it is left out of what is compared. */
function textOfFact(
  subject: SubjectId,
  messageId: string,
  name: string,
  now: number,
  properties: JsonObject | undefined,
): string {
  const cause = messageId.split('.').slice(0, 2).join('.');
  return `${subject} ${cause} ${name} ${now} ${canonicalJson(properties)}`;
}

function arrivalOf(fact: RecordedFact): InboxArrival {
  const { lane, workspace, trust, messageId, now, body } = fact;
  return { kind: 'inbox', lane, at: now, inboxId: '', place: '', workspace, trust, messageId, checked: true, body };
}

function timerOf(fact: RecordedFact) {
  const { key, ...properties } = fact.body.properties ?? {};
  return {
    kind: 'timer' as const,
    lane: fact.lane,
    at: fact.now,
    workspace: fact.workspace,
    subject: fact.subject,
    reactor: fact.body.name,
    key: typeof key === 'string' ? key : '',
    properties,
  };
}

function compare(recorded: readonly ToldDecision[], replayed: readonly ToldDecision[]): Fault[] {
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
      faults.push([`${place} was ${textOf(decision)},`, `and is decided again as ${text}`].join(' '));
  }
  for (const [place, text] of again) faults.push(`${place} is decided again but never was: ${text}`);
  return faults;
}
