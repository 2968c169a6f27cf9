import type { ProgramDefinition } from '@sarafan/contract';
import fc from 'fast-check';
import type { AcceptedFact } from '../../../server/src/engine/fact.ts';
import type { Engine } from '../../../server/src/engine/index.ts';
import { VirtualClock } from '../../../server/src/kit/clock.ts';
import type { WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import { dayMs, isoMoment } from '../../../server/src/kit/values/time.ts';
import { saveUnit } from '../../../server/src/rooms/ledger/index.ts';
import type { ReferralService } from '../../../server/src/rooms/referral/index.ts';
import { checkProgram } from '../../../server/src/rooms/referral/rules/check.ts';
import { chooseReward, joinProgram, takeTask } from '../../../server/src/rooms/referral/rules/facts.ts';
import type { ProgramRow } from '../../../server/src/rooms/referral/store-programs.ts';
import { commandOf, emptyWorkspace, engineFor, type Lab, settle } from '../history/arena.ts';
import { definitions, exponents } from '../programs/definitions.ts';
import { histories, type Told } from '../programs/friend.ts';
import { factsOf } from './facts.ts';

// Many random programs in one workspace, each with a friend of its own and that friend's random history.

/** The day 0 of every history. */
const dayZero = Date.UTC(2026, 2, 2, 9);
const firstDay = dayZero - dayMs;
/** When the facts arrive: all of them have happened, and nothing is beyond correction. */
const arrival = dayZero + 80 * dayMs;
/** Holds, accruals and most expiries are over by then. */
const later = dayZero + 200 * dayMs;

/** One program with the friend who was invited to it. */
export interface Played {
  readonly row: ProgramRow;
  readonly friend: string;
  readonly history: readonly Told[];
  /** Codes of whoever may have invited. */
  readonly codes: readonly string[];
}

/** Programs and histories as they were drawn, before anything of them is in a database. */
export interface Drawn {
  readonly definition: ProgramDefinition;
  readonly history: readonly Told[];
}

/** Limits that the rules alone cannot show, since many causes share them. */
const bounds = fc.record({
  cap: fc.option(fc.constantFrom('20', '300'), { nil: undefined }),
  every: fc.constantFrom(undefined, 'month' as const, 'year' as const),
  fund: fc.option(fc.constantFrom('15', '200'), { nil: undefined }),
});

const cases: fc.Arbitrary<Drawn> = fc
  .tuple(definitions, bounds, histories)
  .map(([definition, bound, history]) => ({ definition: inSpring(bounded(definition, bound)), history }))
  .filter(({ definition }) => checkProgram(definition, exponents).length === 0);

export function drawCases(count: number, seed: number): Drawn[] {
  return fc.sample(cases, { numRuns: count, seed });
}

type Bound = typeof bounds extends fc.Arbitrary<infer Value> ? Value : never;

function bounded(definition: ProgramDefinition, { cap, every, fund }: Bound): ProgramDefinition {
  const unit = definition.rewards[0]?.unit ?? 'point';
  const period = every === undefined ? {} : { every };
  const tasks =
    fund === undefined
      ? undefined
      : definition.tasks?.map((task) => {
          return { ...task, fund: { unit, amount: fund, partly: true as const } };
        });
  return {
    ...definition,
    ...(cap === undefined ? {} : { cap: { unit, amount: cap, ...period, partly: true } }),
    ...(tasks === undefined ? {} : { tasks }),
  };
}

/** Rewards begin on days of the histories, which are told from 1970 on where the rules are tried alone. */
function inSpring(definition: ProgramDefinition): ProgramDefinition {
  const rewards = definition.rewards.map((reward) =>
    reward.from === undefined ? reward : { ...reward, from: isoMoment(dayZero + Date.parse(reward.from)) },
  );
  return { ...definition, rewards };
}

/** A workspace in which the drawn programs run, and everything has happened. */
export interface Field {
  readonly workspace: WorkspaceId;
  readonly service: ReferralService;
  readonly played: readonly Played[];
  readonly facts: number;
}

const inviters = ['referrer-0', 'referrer-1'];
const aboveThem = 'referrer-above';

/** Plays all cases in a new workspace of an empty database, up to the end of holds. */
export async function playCases(lab: Lab, drawn: readonly Drawn[]): Promise<Field> {
  const { pool } = lab;
  const clock = new VirtualClock(firstDay);
  const engine = engineFor(lab, clock);
  const { workspace, service } = await emptyWorkspace(pool, clock, engine);
  const name = { ru: 'единица', en: 'unit' };
  for (const [unit, exponent] of exponents) await saveUnit(pool, { workspace, unit, exponent, name });
  const played: Played[] = [];
  for (const [index, each] of drawn.entries()) {
    played.push(await launchCase(service, workspace, { ...each, index }));
  }
  await take(
    engine,
    played.flatMap((each) => joins(workspace, each)),
  );
  await take(
    engine,
    played.flatMap((each) => begins(workspace, each)),
  );
  clock.advance(arrival - clock.now());
  const facts = played.flatMap((each) => factsOf({ workspace, at: arrival, dayZero }, each));
  await take(engine, facts);
  clock.advance(later - clock.now());
  await settle(engine);
  await engine.stop();
  return { workspace, service, played, facts: facts.length };
}

async function take(engine: Engine, facts: readonly AcceptedFact[]): Promise<void> {
  await engine.inbox.accept(facts);
  await settle(engine);
}

async function launchCase(
  service: ReferralService,
  workspace: WorkspaceId,
  { definition, history, index }: Drawn & { readonly index: number },
): Promise<Played> {
  const key = `p${index}`;
  const launched = await service.launch({ workspace, actor: 'test' }, { key, definition, note: 'drawn' });
  if (!launched.ok) throw new Error(`${JSON.stringify(definition)} was refused: ${JSON.stringify(launched.problems)}`);
  const row = await service.program(workspace, key);
  if (row === undefined) throw new Error(`The program ${key} is gone`);
  const codes = [...inviters, aboveThem].map((_, nth) => codeOf(index * 3 + nth));
  return { row, friend: `friend-${index}`, history, codes };
}

const letters = 'CDFGJNQRSUVWXZ23456789';

/** The code with this number, eight letters long. */
function codeOf(number: number): string {
  let code = '';
  for (let rest = number, place = 0; place < 8; place += 1, rest = Math.floor(rest / letters.length)) {
    code += letters[rest % letters.length];
  }
  return code;
}

function joins(workspace: WorkspaceId, { row, codes }: Played): AcceptedFact[] {
  return [...inviters, aboveThem].map((userId, nth) =>
    commandOf(workspace, userId, {
      ...{ name: joinProgram, at: firstDay, properties: { program: row.program } },
      claims: [{ kind: 'code', value: codes[nth] ?? '', detail: row.program }],
    }),
  );
}

/** The first inviter was invited by somebody, both take the task, and all choose. */
function begins(workspace: WorkspaceId, { row, codes, friend }: Played): AcceptedFact[] {
  const { program, definition } = row;
  const invited = { program, code: codes[2] ?? '', at: firstDay };
  const tasks = (definition.tasks ?? []).filter(({ forAll }) => forAll !== true);
  return [
    commandOf(workspace, inviters[0] ?? '', { name: 'Bind Friend', at: firstDay, properties: invited }),
    ...inviters.flatMap((userId) =>
      tasks.map(({ id }) => {
        return commandOf(workspace, userId, { name: takeTask, at: firstDay, properties: { program, task: id } });
      }),
    ),
    ...(definition.rewards.some(({ choice }) => choice !== undefined)
      ? [...inviters, friend].map((userId) => {
          const properties = { program, choice: 'gift', option: userId === friend ? 'two' : 'one' };
          return commandOf(workspace, userId, { name: chooseReward, at: firstDay, properties });
        })
      : []),
  ];
}
