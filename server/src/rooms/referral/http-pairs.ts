import {
  answers,
  BindingAnswer,
  BindingToRemove,
  commandAnswers,
  Explanation,
  ExplanationQuery,
  IdempotencyHeaders,
  NewBinding,
  NewParticipant,
  PageQuery,
  type Pair,
  Participant,
  Participation,
  ProgramParams,
  pageOf,
} from '@sarafan/contract';
import type { FastifyReply } from 'fastify';
import { refuse } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { outcomeOf, type Refusal, userIdOf, type Writes } from '../../kit/api/writes.ts';
import { type Caller, callerOf } from '../../kit/caller.ts';
import { isJsonObject, type Json, type JsonObject, textIn } from '../../kit/values/json.ts';
import { type Sentence, sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import type { ReferralService } from './service.ts';
import type { ReferralLists } from './service-lists.ts';
import { type CommandProblem, commandTexts, isCommandProblem } from './texts.ts';

export interface PairRoutes {
  readonly referral: ReferralService;
  readonly lists: ReferralLists;
  readonly writes: Writes;
  readonly publicUrl: string;
}

const tags = ['referral'];

export function pairRoutes(api: Api, routes: PairRoutes): void {
  participants(api, routes);
  bindings(api, routes);
  explanations(api, routes);
}

function participants(api: Api, { referral, lists, writes, publicUrl }: PairRoutes): void {
  api.post(
    '/referral/programs/:program/participants',
    {
      config: { scope: 'support' },
      schema: {
        tags,
        summary: 'Make a person a participant, or tell the codes they have',
        headers: IdempotencyHeaders,
        params: ProgramParams,
        body: NewParticipant,
        response: commandAnswers(Participation),
      },
    },
    (request, reply) => {
      const userId = userIdOf(request.body.userId);
      return writes.command<Participation>(request, reply, async (messageId) => {
        const { workspace } = callerOf(request);
        const program = await referral.program(workspace, request.params.program);
        if (program === undefined) return refusal(404, 'unknown_program');
        const decided = await referral.participate(workspace, program, userId, messageId);
        return outcomeOf(decided, sentenceOfReason, (result) => {
          const code = textIn(result, 'code');
          const told = Array.isArray(result['codes']) ? result['codes'] : [code];
          const codes = told
            .filter((each) => typeof each === 'string')
            .map((each) => ({ code: each, link: linkOf(publicUrl, program, each) }));
          const link = linkOf(publicUrl, program, code);
          const body = { program: program.program, person: textIn(result, 'person'), code, link, codes };
          return { status: 200, body };
        });
      });
    },
  );
  api.get(
    '/referral/programs/:program/participants',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Participants of a program, newest first',
        params: ProgramParams,
        querystring: PageQuery,
        response: answers(pageOf(Participant)),
      },
    },
    async (request, reply) => {
      const { workspace } = callerOf(request);
      const program = await referral.program(workspace, request.params.program);
      if (program === undefined) return refuseAs(reply, 404, 'unknown_program');
      const { items, next } = await lists.participants(workspace, program.program, request.query);
      const rows = items.map(({ person, owner, code, joinedAt }) => {
        const link = linkOf(publicUrl, program, code);
        return { program: program.program, person, owner, code, link, joinedAt: isoMoment(joinedAt) };
      });
      return { items: rows, next };
    },
  );
}

function bindings(api: Api, { referral, writes }: PairRoutes): void {
  api.post(
    '/referral/bindings',
    {
      config: { scope: 'support' },
      schema: {
        tags,
        summary: 'Bind a person to the owner of a code by hand, now or dated back',
        headers: IdempotencyHeaders,
        body: NewBinding,
        response: commandAnswers(BindingAnswer),
      },
    },
    (request, reply) => {
      const { code, at } = request.body;
      const userId = userIdOf(request.body.userId);
      return writes.command<BindingAnswer>(request, reply, async (messageId) => {
        const dated = at === undefined ? {} : { at: Date.parse(at) };
        const decided = await referral.bind(callerOf(request), { userId, code, messageId, ...dated });
        return outcomeOf(decided, sentenceOfReason, (result) => ({ status: 200, body: presentBinding(result) }));
      });
    },
  );
  api.delete(
    '/referral/bindings',
    {
      config: { scope: 'support' },
      schema: {
        tags,
        summary: 'Take a person’s binding to a program away',
        headers: IdempotencyHeaders,
        body: BindingToRemove,
        response: commandAnswers(BindingAnswer),
      },
    },
    (request, reply) =>
      writes.command<BindingAnswer>(request, reply, async (messageId) => {
        const caller = callerOf(request);
        const program = await referral.program(caller.workspace, request.body.program);
        if (program === undefined) return refusal(404, 'unknown_program');
        const found = await findPerson(referral, caller, request.body);
        if ('kind' in found) return found;
        const decided = await referral.unbind(caller, found.person, program.program, messageId);
        return outcomeOf(decided, sentenceOfReason, (result) => ({ status: 200, body: presentBinding(result) }));
      }),
  );
}

function explanations(api: Api, { referral }: PairRoutes): void {
  api.get(
    '/referral/explanations',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Why a person was or was not paid for',
        description: 'Judged now by the rules that decide, beside what was decided at the time and by which facts.',
        querystring: ExplanationQuery,
        response: answers(Explanation),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const program = await referral.program(caller.workspace, request.query.program);
      if (program === undefined) return refuseAs(reply, 404, 'unknown_program');
      const found = await findPerson(referral, caller, request.query);
      if ('kind' in found) return refuse(reply, found.status, found.code, found.sentence);
      return referral.explain(caller.workspace, program, found);
    },
  );
}

type ProgramRow = NonNullable<Awaited<ReturnType<ReferralService['program']>>>;
type Known = NonNullable<Awaited<ReturnType<ReferralService['find']>>>;

/** The person whom a request names by exactly one of its two ids. */
async function findPerson(
  referral: ReferralService,
  { workspace }: Caller,
  { userId, person }: { readonly userId?: string; readonly person?: string },
): Promise<Known | Refusal> {
  if ((userId === undefined) === (person === undefined)) return refusal(422, 'one_of_user_and_person');
  const name = person === undefined ? { userId: userId ?? '' } : { person };
  return (await referral.find(workspace, name)) ?? refusal(404, 'unknown_person');
}

function linkOf(publicUrl: string, program: ProgramRow, code: string): string | null {
  return program.definition.invite.link === undefined ? null : `${publicUrl}/r/${code}`;
}

const statuses = ['none', 'waiting', 'rewarded', 'claimed', 'refused', 'reversed'] as const;

function statusOf(json: Json | undefined): Pair['status'] {
  return statuses.find((each) => each === json) ?? 'none';
}

function presentBinding(result: JsonObject): BindingAnswer {
  const verdicts = Array.isArray(result['verdicts']) ? result['verdicts'].filter(isJsonObject) : [];
  return {
    person: textIn(result, 'person'),
    programs: verdicts.map((verdict) => {
      const { status, reason } = verdict;
      const program = textIn(verdict, 'program');
      return { program, status: statusOf(status), reason: typeof reason === 'string' ? reason : null };
    }),
  };
}

function sentenceOfReason(reason: string): Sentence | undefined {
  return isCommandProblem(reason) ? sentenceOf(commandTexts, reason) : undefined;
}

function refusal(status: 404 | 422, code: CommandProblem): Refusal {
  return { kind: 'refused', status, code, sentence: sentenceOf(commandTexts, code) };
}

function refuseAs(reply: FastifyReply, status: 404, code: CommandProblem): FastifyReply {
  return refuse(reply, status, code, sentenceOf(commandTexts, code));
}
