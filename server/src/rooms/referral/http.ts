import {
  answers,
  CheckedProgram,
  IdempotencyHeaders,
  LaunchedProgram,
  NewProgram,
  PageQuery,
  ProgramDetail,
  ProgramParams,
  type ProgramPromise,
  ProgramSummary,
  ProgramToCheck,
  ProgramVersionRow,
  pageOf,
  Recipe,
  RecipeParams,
  Rollback,
  refusedDefinition,
  writeAnswers,
} from '@sarafan/contract';
import { refuse } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { notFound, type Outcome, type Refusal, type Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import { applicationRoutes } from './http-applications.ts';
import { banRoutes } from './http-bans.ts';
import { choiceRoutes } from './http-choices.ts';
import { lostRoutes } from './http-lost.ts';
import { pairListRoutes } from './http-pair-lists.ts';
import { pairRoutes } from './http-pairs.ts';
import { participantRoutes } from './http-participants.ts';
import { presentProblem, presentWarning } from './http-problems.ts';
import { replayRoutes } from './http-replay.ts';
import { resultRoutes } from './http-results.ts';
import { statisticsRoutes } from './http-statistics.ts';
import { taskRoutes } from './http-tasks.ts';
import { findRecipe } from './recipes/index.ts';
import type { ReferralService } from './service.ts';
import type { Applications } from './service-applications.ts';
import type { Bans } from './service-bans.ts';
import type { RewardChoices } from './service-choices.ts';
import type { ReferralCodes } from './service-codes.ts';
import type { RecipeRow, ReferralLists } from './service-lists.ts';
import type { LostReferrals } from './service-lost.ts';
import type { ParticipantOutlook } from './service-outlook.ts';
import type { ReferralPairs } from './service-pairs.ts';
import type { ReferralReplays } from './service-replays.ts';
import type { ReferralStatistics } from './service-statistics.ts';
import type { ProgramTasks } from './service-tasks.ts';
import { commandTexts } from './texts.ts';

export interface ReferralRoutes {
  readonly referral: ReferralService;
  readonly lists: ReferralLists;
  readonly codes: ReferralCodes;
  readonly statistics: ReferralStatistics;
  readonly lost: LostReferrals;
  readonly pairs: ReferralPairs;
  readonly replays: ReferralReplays;
  readonly tasks: ProgramTasks;
  readonly outlook: ParticipantOutlook;
  readonly choices: RewardChoices;
  readonly applications: Applications;
  readonly bans: Bans;
  readonly writes: Writes;
  /** Where invite links begin, without a slash at its end. */
  readonly publicUrl: string;
}

const tags = ['referral'];

export function referralRoutes(api: Api, routes: ReferralRoutes): void {
  readPrograms(api, routes);
  launchPrograms(api, routes);
  rollbacks(api, routes);
  recipeRoutes(api, routes);
  participantRoutes(api, routes);
  applicationRoutes(api, routes);
  banRoutes(api, routes);
  lostRoutes(api, routes);
  pairRoutes(api, routes);
  pairListRoutes(api, routes);
  statisticsRoutes(api, routes);
  replayRoutes(api, routes);
  taskRoutes(api, routes);
  resultRoutes(api, routes);
  choiceRoutes(api, routes);
}

function readPrograms(api: Api, { referral, lists }: ReferralRoutes): void {
  const present = (row: ProgramRow): ProgramSummary => ({
    ...{ program: row.program, key: row.key, name: row.definition.name, version: row.version, note: row.note },
    launchedAt: isoMoment(row.launchedAt),
    state: lists.stateNow(row.definition),
  });
  api.get(
    '/referral/programs',
    {
      config: { scope: 'read' },
      schema: { tags, summary: 'Programs', querystring: PageQuery, response: answers(pageOf(ProgramSummary)) },
    },
    async (request) => {
      const { items, next } = await lists.programs(callerOf(request).workspace, request.query);
      return { items: items.map(present), next };
    },
  );
  api.get(
    '/referral/programs/:program',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'A program by its id or key, with its latest definition',
        params: ProgramParams,
        response: answers(ProgramDetail),
      },
    },
    async (request, reply) => {
      const row = await referral.program(callerOf(request).workspace, request.params.program);
      if (row === undefined) return refuse(reply, 404, 'unknown_program', sentenceOf(commandTexts, 'unknown_program'));
      return { ...present(row), definition: row.definition };
    },
  );
  api.get(
    '/referral/programs/:program/versions',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Every version of a program, newest first',
        params: ProgramParams,
        querystring: PageQuery,
        response: answers(pageOf(ProgramVersionRow)),
      },
    },
    async (request, reply) => {
      const { workspace } = callerOf(request);
      const row = await referral.program(workspace, request.params.program);
      if (row === undefined) return refuse(reply, 404, 'unknown_program', sentenceOf(commandTexts, 'unknown_program'));
      const { items, next } = await lists.versions(workspace, row.program, request.query);
      const versions = items.map(({ launchedAt, ...version }) => {
        return { ...version, launchedAt: isoMoment(launchedAt) };
      });
      return { items: versions, next };
    },
  );
}

function launchPrograms(api: Api, { referral, writes }: ReferralRoutes): void {
  api.post(
    '/referral/programs',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Launch a program, or the next version of the one that bears this key',
        description: 'A definition that does not fit is answered with 422 and a list of problems.',
        headers: IdempotencyHeaders,
        body: NewProgram,
        response: { ...writeAnswers(LaunchedProgram), ...refusedDefinition },
      },
    },
    (request, reply) =>
      writes.define<LaunchedProgram>(request, reply, async (tx) => {
        const { key, definition, note = '', basedOn, appliesTo, recipe: name } = request.body;
        const recipe = name === undefined ? undefined : findRecipe(name);
        if (name !== undefined && recipe === undefined) return unknownRecipe();
        const next = { key, definition, note, basedOn, recipe, ...(appliesTo === undefined ? {} : { appliesTo }) };
        return launched(key, await referral.launch(callerOf(request), next, tx), 'newer_version');
      }),
  );
  api.post(
    '/referral/programs/check',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Check a definition without launching it, and read its rules in plain words',
        body: ProgramToCheck,
        response: answers(CheckedProgram),
      },
    },
    async (request, reply) => {
      const { workspace } = callerOf(request);
      const { definition, key, recipe: name } = request.body;
      const recipe = name === undefined ? undefined : findRecipe(name);
      if (name !== undefined && recipe === undefined) {
        return refuse(reply, 422, 'unknown_recipe', sentenceOf(commandTexts, 'unknown_recipe'));
      }
      const next = { definition, key, recipe };
      const problems = await referral.checkLaunch(workspace, next);
      const promise = await referral.promise(workspace, next, problems);
      return {
        ok: problems.length === 0,
        problems: problems.map(presentProblem),
        warnings: referral.warnings(definition).map(presentWarning),
        promise: promise === undefined ? null : presentPromise(promise),
        greatestCost: await referral.greatestCost(workspace, next, problems),
      };
    },
  );
}

function rollbacks(api: Api, { referral, writes }: ReferralRoutes): void {
  api.post(
    '/referral/programs/:program/rollback',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Launch the definition of an earlier version again, as a new version',
        description: 'It applies to invitations as any new version does: `appliesTo` says to which.',
        headers: IdempotencyHeaders,
        params: ProgramParams,
        body: Rollback,
        response: { ...writeAnswers(LaunchedProgram), ...refusedDefinition },
      },
    },
    (request, reply) =>
      writes.define<LaunchedProgram>(request, reply, async (tx) => {
        const caller = callerOf(request);
        const { note = '', appliesTo = 'new', ...more } = request.body;
        const row = await referral.program(caller.workspace, request.params.program, tx);
        if (row === undefined) return unknown('unknown_program');
        const saved = await referral.rollBack(caller, row, { note, appliesTo, ...more }, tx);
        return saved === undefined ? unknown('unknown_version') : launched(row.key, saved, 'newer_than_seen');
      }),
  );
}

function recipeRoutes(api: Api, { referral, lists, writes }: ReferralRoutes): void {
  api.get(
    '/referral/recipes',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Programs that are installed in one step and edited afterwards',
        querystring: PageQuery,
        response: answers(pageOf(Recipe)),
      },
    },
    (request) => {
      const { items, next } = lists.recipes(request.query);
      return { items: items.map(presentRecipe), next };
    },
  );
  api.post(
    '/referral/recipes/:recipe/install',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Make the units of a recipe and launch its program under the recipe’s name',
        description: 'Its spending limits are set for units that have none yet; the answer says what became of them.',
        headers: IdempotencyHeaders,
        params: RecipeParams,
        response: { ...writeAnswers(LaunchedProgram), ...refusedDefinition },
      },
    },
    (request, reply) =>
      writes.define<LaunchedProgram>(request, reply, async (tx) => {
        const caller = callerOf(request);
        const { recipe } = request.params;
        // A second installation would launch the recipe over what was edited since.
        if ((await referral.program(caller.workspace, recipe, tx)) !== undefined) {
          return {
            kind: 'refused',
            status: 409,
            code: 'already_installed',
            sentence: sentenceOf(commandTexts, 'already_installed'),
          };
        }
        const saved = await referral.install(caller, recipe, tx);
        return saved === undefined ? notFound() : launched(recipe, saved, 'newer_version');
      }),
  );
}

type ProgramRow = NonNullable<Awaited<ReturnType<ReferralService['program']>>>;
type Saved = Awaited<ReturnType<ReferralService['launch']>>;
type Problem = Awaited<ReturnType<ReferralService['check']>>[number];
type Promised = NonNullable<Awaited<ReturnType<ReferralService['promise']>>>;

function launched(key: string, saved: Saved, newer: 'newer_version' | 'newer_than_seen'): Outcome<LaunchedProgram> {
  if (!saved.ok) {
    if (saved.base === undefined) return invalidProgram(saved.problems);
    const { isUnknown, latest: version } = saved.base;
    if (isUnknown) return unknown('unknown_version');
    const sentence = sentenceOf(commandTexts, newer, { version });
    return { kind: 'refused', status: 409, code: 'newer_version', sentence, extra: { version } };
  }
  const { program, version, isNew, limits } = saved;
  const status = version === 1 && isNew ? 201 : 200;
  const brought = limits === undefined ? {} : { limits: [...limits] };
  return { kind: 'answered', status, body: { program, key, version, isNew, ...brought } };
}

function unknown(code: 'unknown_program' | 'unknown_version'): Refusal {
  return { kind: 'refused', status: 404, code, sentence: sentenceOf(commandTexts, code) };
}

function unknownRecipe(): Refusal {
  return {
    kind: 'refused',
    status: 422,
    code: 'unknown_recipe',
    sentence: sentenceOf(commandTexts, 'unknown_recipe'),
  };
}

function invalidProgram(problems: readonly Problem[]): Refusal {
  const told = problems.map(presentProblem);
  const sentence = sentenceOf(commandTexts, 'invalid_program');
  return { kind: 'refused', status: 422, code: 'invalid_program', sentence, extra: { problems: told } };
}

function presentRecipe({ recipe, definition, units, limits, friendGets, referrerGets }: RecipeRow): Recipe {
  const gifts = { friendGets: friendGets ?? null, referrerGets: referrerGets ?? null };
  const byUnit = Object.entries(limits).map(([unit, limit]) => ({ unit, limit }));
  return { recipe, name: definition.name, definition, units: [...units], limits: byUnit, ...gifts };
}

function presentPromise({ friendGets, referrerGets, rules }: Promised): ProgramPromise {
  return { friendGets: friendGets ?? null, referrerGets: referrerGets ?? null, rules: [...rules] };
}
