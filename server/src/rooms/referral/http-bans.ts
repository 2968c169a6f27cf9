import {
  answers,
  Ban,
  BanDecision,
  BanParams,
  BanQuery,
  IdempotencyHeaders,
  NewBan,
  ProgramParams,
  pageOf,
  writeAnswers,
} from '@sarafan/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { notFound, type Outcome, type Refusal, userIdOf, type Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import type { ReferralService } from './service.ts';
import type { BanAnswer, Bans, NamedBan } from './service-bans.ts';
import { commandTexts } from './texts.ts';
import { banProblemTexts } from './texts-bans.ts';
import type { BanProblem } from './types-bans.ts';

export interface BanRoutes {
  readonly referral: ReferralService;
  readonly bans: Bans;
  readonly writes: Writes;
}

const tags = ['referral'];

/** Bans of participants: to read, to begin, to lift, and to turn an appeal down. */
export function banRoutes(api: Api, routes: BanRoutes): void {
  reading(api, routes);
  banning(api, routes);
  deciding(api, routes);
}

function reading(api: Api, { referral, bans }: BanRoutes): void {
  api.get(
    '/referral/programs/:program/bans',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Participants who are or were banned from a program, the latest ban first',
        params: ProgramParams,
        querystring: BanQuery,
        response: answers(pageOf(Ban)),
      },
    },
    async (request, reply) => {
      const { workspace } = callerOf(request);
      const { state, person, ...page } = request.query;
      const program = await referral.program(workspace, request.params.program);
      if (program === undefined)
        return refuse(reply, 404, 'unknown_program', sentenceOf(commandTexts, 'unknown_program'));
      const known = person === undefined ? undefined : await referral.find(workspace, { person });
      if (person !== undefined && known === undefined)
        return refuse(reply, 404, 'unknown_person', sentenceOf(commandTexts, 'unknown_person'));
      const asked = {
        ...(state === undefined ? {} : { state }),
        ...(known === undefined ? {} : { profiles: known.profiles }),
      };
      const { items, next } = await bans.page(workspace, program, asked, page);
      return { items: items.map(present), next };
    },
  );
  api.get(
    '/referral/programs/:program/bans/:ban',
    {
      config: { scope: 'read' },
      schema: { tags, summary: 'A ban, with its appeal', params: BanParams, response: answers(Ban) },
    },
    async (request, reply) => {
      const { workspace } = callerOf(request);
      const program = await referral.program(workspace, request.params.program);
      if (program === undefined)
        return refuse(reply, 404, 'unknown_program', sentenceOf(commandTexts, 'unknown_program'));
      const found = await bans.find(workspace, program, request.params.ban);
      if (found === undefined) return refuse(reply, 404, 'unknown_ban', sentenceOf(banProblemTexts, 'unknown_ban'));
      return present(found);
    },
  );
}

function banning(api: Api, { referral, bans, writes }: BanRoutes): void {
  api.post(
    '/referral/programs/:program/bans',
    {
      config: { scope: 'support' },
      schema: {
        tags,
        summary: 'Ban a participant: what they were given is annulled, also what they have spent',
        description:
          'Friends keep what is theirs. Whom the participant invites from now on counts for nobody. When the ban is ' +
          'lifted, all is as if it had never been. Name the participant by one of `userId` and `person`.',
        headers: IdempotencyHeaders,
        params: ProgramParams,
        body: NewBan,
        response: writeAnswers(Ban),
      },
    },
    (request, reply) => {
      const { reason, note = '', person } = request.body;
      const userId = request.body.userId === undefined ? undefined : userIdOf(request.body.userId);
      return writes.define<Ban>(request, reply, async (tx) => {
        const caller = callerOf(request);
        const { workspace } = caller;
        const program = await referral.program(workspace, request.params.program, tx);
        if (program === undefined) return unknownProgram();
        if ((userId === undefined) === (person === undefined)) {
          const sentence = sentenceOf(commandTexts, 'one_of_user_and_person');
          return { kind: 'refused', status: 422, code: 'one_of_user_and_person', sentence };
        }
        const name = person === undefined ? { userId: userId ?? '' } : { person };
        const known = await referral.find(workspace, name, tx);
        if (known === undefined) return notFound('unknown_person');
        return outcomeOf(await bans.ban(caller, program, known, { reason, note }, tx), 201);
      });
    },
  );
}

type Asking = FastifyRequest<{ Params: { program: string; ban: string }; Body: BanDecision }>;

function deciding(api: Api, { referral, bans, writes }: BanRoutes): void {
  const decide = (request: Asking, reply: FastifyReply, action: 'lift' | 'keep'): Promise<void> =>
    writes.define<Ban>(request, reply, async (tx) => {
      const caller = callerOf(request);
      const program = await referral.program(caller.workspace, request.params.program, tx);
      if (program === undefined) return unknownProgram();
      const { note } = request.body;
      return outcomeOf(await bans[action](caller, program, request.params.ban, note, tx), 200);
    });
  const common = {
    ...{ tags, headers: IdempotencyHeaders, params: BanParams },
    ...{ body: BanDecision, response: writeAnswers(Ban) },
  };
  api.post(
    '/referral/programs/:program/bans/:ban/lift',
    {
      config: { scope: 'support' },
      schema: {
        ...common,
        summary: 'Lift a ban, for instance because an appeal is right: what was annulled is granted anew',
      },
    },
    (request, reply) => decide(request, reply, 'lift'),
  );
  api.post(
    '/referral/programs/:program/bans/:ban/keep',
    {
      config: { scope: 'support' },
      schema: { ...common, summary: 'Turn the appeal against a ban down; the ban may be lifted later all the same' },
    },
    (request, reply) => decide(request, reply, 'keep'),
  );
}

function unknownProgram(): Refusal {
  return {
    kind: 'refused',
    status: 404,
    code: 'unknown_program',
    sentence: sentenceOf(commandTexts, 'unknown_program'),
  };
}

function outcomeOf(answer: BanAnswer, status: 200 | 201): Outcome<Ban> {
  return typeof answer === 'string' ? refusal(answer) : { kind: 'answered', status, body: present(answer) };
}

function refusal(code: BanProblem): Refusal {
  const status = code === 'unknown_ban' ? 404 : 409;
  return { kind: 'refused', status, code, sentence: sentenceOf(banProblemTexts, code) };
}

function present(row: NamedBan): Ban {
  const { ban, program, person, participant, reason, note, bannedBy, liftedBy, liftNote } = row;
  const { appeal, appealedAt, decision, decisionNote, decidedAt, liftedAt, isAtWork, told } = row;
  const moment = (at: number | null): string | null => (at === null ? null : isoMoment(at));
  return {
    ...{ ban, program, person, participant, reason, note },
    state: liftedAt !== null ? 'lifted' : decision === 'waiting' ? 'appealed' : 'standing',
    since: isoMoment(row.since),
    bannedBy,
    appeal:
      appeal === null || appealedAt === null || decision === null
        ? null
        : { text: appeal, at: isoMoment(appealedAt), decision, note: decisionNote, decidedAt: moment(decidedAt) },
    ...{ liftedAt: moment(liftedAt), liftedBy, liftNote },
    work: { isDone: !isAtWork, told },
  };
}
