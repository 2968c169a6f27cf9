import {
  Application,
  ApplicationApproval,
  ApplicationParams,
  ApplicationQuery,
  ApplicationRefusal,
  answers,
  commandAnswers,
  IdempotencyHeaders,
  ProgramParams,
  pageOf,
} from '@sarafan/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { notFound, outcomeOf, type Refusal, type Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import type { ReferralService } from './service.ts';
import type { ApplicationAction, Applications, NamedApplication } from './service-applications.ts';
import { commandTexts, isCommandProblem } from './texts.ts';

export interface ApplicationRoutes {
  readonly referral: ReferralService;
  readonly applications: Applications;
  readonly writes: Writes;
}

const tags = ['referral'];

/** Applications to take part in a program: to read, to approve, to refuse, to open again. */
export function applicationRoutes(api: Api, routes: ApplicationRoutes): void {
  reading(api, routes);
  deciding(api, routes);
}

function reading(api: Api, { referral, applications }: ApplicationRoutes): void {
  api.get(
    '/referral/programs/:program/applications',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Applications to take part in a program, newest first',
        params: ProgramParams,
        querystring: ApplicationQuery,
        response: answers(pageOf(Application)),
      },
    },
    async (request, reply) => {
      const { workspace } = callerOf(request);
      const { state, ...page } = request.query;
      const program = await referral.program(workspace, request.params.program);
      if (program === undefined)
        return refuse(reply, 404, 'unknown_program', sentenceOf(commandTexts, 'unknown_program'));
      const { items, next } = await applications.page(workspace, program, state, page);
      return { items: items.map((each) => present(program.program, each)), next };
    },
  );
  api.get(
    '/referral/programs/:program/applications/:person',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'A person’s application to take part in a program',
        params: ApplicationParams,
        response: answers(Application),
      },
    },
    async (request, reply) => {
      const found = await sought(referral, applications, request);
      if ('kind' in found) return refuse(reply, found.status, found.code, found.sentence);
      return present(found.program.program, found.application);
    },
  );
}

function deciding(api: Api, { referral, applications, writes }: ApplicationRoutes): void {
  const decide = async (request: Asking, reply: FastifyReply, action: ApplicationAction, note: string): Promise<void> =>
    writes.command<Application>(request, reply, async (messageId) => {
      const caller = callerOf(request);
      const found = await sought(referral, applications, request);
      if ('kind' in found) return found;
      const { program, person } = found;
      const decided = await applications.decide(caller, program, person, { action, note, messageId });
      const now = await applications.find(caller.workspace, program, person);
      const application = now ?? found.application;
      return outcomeOf(decided, sentenceOfReason, () => ({
        status: 200,
        body: present(program.program, application),
      }));
    });
  const common = { tags, headers: IdempotencyHeaders, params: ApplicationParams };
  const response = commandAnswers(Application);
  api.post(
    '/referral/programs/:program/applications/:person/approve',
    {
      config: { scope: 'support' },
      schema: {
        ...common,
        summary: 'Approve an application that waits: the person takes part, under a code of their own',
        description: 'The code may be given on at once, so an approval is not taken back.',
        body: ApplicationApproval,
        response,
      },
    },
    (request, reply) => decide(request, reply, 'approve', request.body.note ?? ''),
  );
  api.post(
    '/referral/programs/:program/applications/:person/refuse',
    {
      config: { scope: 'support' },
      schema: {
        ...common,
        summary: 'Refuse an application that waits, for a reason that the applicant reads',
        body: ApplicationRefusal,
        response,
      },
    },
    (request, reply) => decide(request, reply, 'refuse', request.body.note),
  );
  api.post(
    '/referral/programs/:program/applications/:person/reopen',
    {
      config: { scope: 'support' },
      schema: { ...common, summary: 'Take a refusal back: the application waits again', response },
    },
    (request, reply) => decide(request, reply, 'reopen', ''),
  );
}

type Asking = FastifyRequest<{ Params: { program: string; person: string } }>;
type Program = NonNullable<Awaited<ReturnType<ReferralService['program']>>>;
type Person = NonNullable<Awaited<ReturnType<ReferralService['find']>>>;

interface Sought {
  readonly program: Program;
  readonly person: Person;
  readonly application: NamedApplication;
}

/** The application that an address names; in another workspace there is none. */
async function sought(
  referral: ReferralService,
  applications: Applications,
  request: Asking,
): Promise<Sought | Refusal> {
  const { workspace } = callerOf(request);
  const program = await referral.program(workspace, request.params.program);
  if (program === undefined) return unknown('unknown_program');
  const person = await referral.find(workspace, { person: request.params.person });
  if (person === undefined) return notFound('unknown_person');
  const application = await applications.find(workspace, program, person);
  return application === undefined ? unknown('unknown_application') : { program, person, application };
}

function unknown(code: 'unknown_program' | 'unknown_application'): Refusal {
  return { kind: 'refused', status: 404, code, sentence: sentenceOf(commandTexts, code) };
}

function sentenceOfReason(reason: string): ReturnType<typeof sentenceOf> | undefined {
  return isCommandProblem(reason) ? sentenceOf(commandTexts, reason) : undefined;
}

function present(program: string, application: NamedApplication): Application {
  const { person, applicant, state, answers: told, version, note, appliedAt, decidedAt } = application;
  return {
    ...{ program, person, applicant, state, version, note },
    answers: told.map((each) => ({ ...each })),
    appliedAt: isoMoment(appliedAt),
    decidedAt: decidedAt === null ? null : isoMoment(decidedAt),
  };
}
