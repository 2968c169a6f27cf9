import {
  answers,
  commandAnswers,
  IdempotencyHeaders,
  NewParticipant,
  PageQuery,
  Participant,
  Participation,
  ProgramParams,
  pageOf,
  refusedApplication,
  WaitingApplication,
} from '@sarafan/contract';
import { Type } from 'typebox';
import { refuse } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { type Outcome, outcomeOf, userIdOf, type Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { type JsonObject, ownValue, textIn } from '../../kit/values/json.ts';
import { readSentence, type Sentence, sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import type { ReferralService } from './service.ts';
import { inviteLink, type ReferralLists } from './service-lists.ts';
import { commandTexts, isCommandProblem } from './texts.ts';
import { qualificationTexts } from './texts-qualification.ts';

export interface ParticipantRoutes {
  readonly referral: ReferralService;
  readonly lists: ReferralLists;
  readonly writes: Writes;
  readonly publicUrl: string;
}

const tags = ['referral'];

/** Who takes part in a program, and how one comes to. */
export function participantRoutes(api: Api, routes: ParticipantRoutes): void {
  joining(api, routes);
  participants(api, routes);
}

function joining(api: Api, { referral, writes, publicUrl }: ParticipantRoutes): void {
  const response = commandAnswers(Type.Union([Participation, WaitingApplication]));
  api.post(
    '/referral/programs/:program/participants',
    {
      config: { scope: 'support' },
      schema: {
        tags,
        summary: 'Make a person a participant, take their application, or tell the codes they have',
        description:
          'Whoever does not meet the program’s conditions on participants is refused as `not_qualified`: `result` ' +
          'names the condition with its `path`, what was found (`actual`), and of a number what is `missing`. ' +
          'Answers that do not fit the form are refused as `invalid_application` with `problems`, one a field. ' +
          'Where somebody approves, the application waits; one that was refused stays so (`application_refused`).',
        headers: IdempotencyHeaders,
        params: ProgramParams,
        body: NewParticipant,
        response: { ...response, ...refusedApplication },
      },
    },
    (request, reply) => {
      const { application } = request.body;
      const userId = userIdOf(request.body.userId);
      return writes.command<Participation | WaitingApplication>(request, reply, async (messageId) => {
        const { workspace } = callerOf(request);
        const program = await referral.program(workspace, request.params.program);
        if (program === undefined) {
          const sentence = sentenceOf(commandTexts, 'unknown_program');
          return { kind: 'refused', status: 404, code: 'unknown_program', sentence };
        }
        const decided = await referral.participate(workspace, program, userId, messageId, application);
        return joined(decided, program, publicUrl);
      });
    },
  );
}

function participants(api: Api, { referral, lists, publicUrl }: ParticipantRoutes): void {
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
      if (program === undefined)
        return refuse(reply, 404, 'unknown_program', sentenceOf(commandTexts, 'unknown_program'));
      const { items, next } = await lists.participants(workspace, program.program, request.query);
      const rows = items.map(({ person, owner, code, joinedAt, bannedSince }) => ({
        ...{ program: program.program, person, owner, code, link: linkOf(publicUrl, program, code) },
        ...{ joinedAt: isoMoment(joinedAt), bannedSince: bannedSince === undefined ? null : isoMoment(bannedSince) },
      }));
      return { items: rows, next };
    },
  );
}

type ProgramRow = NonNullable<Awaited<ReturnType<ReferralService['program']>>>;
type Decided = Awaited<ReturnType<ReferralService['participate']>>;

/** What became of somebody who wanted to take part. */
function joined(decided: Decided, program: ProgramRow, publicUrl: string): Outcome<Participation | WaitingApplication> {
  const result = decided?.result ?? {};
  if (decided?.reason === 'invalid_application') {
    const sentence = sentenceOf(qualificationTexts, 'invalid');
    const problems = ownValue(result, 'problems') ?? [];
    return { kind: 'refused', status: 422, code: decided.reason, sentence, extra: { problems }, decided: true };
  }
  const sentences = (reason: string): Sentence | undefined => joiningSentence(reason, result);
  return outcomeOf<Participation | WaitingApplication>(decided, sentences, () => ({
    status: 200,
    body: presentJoined(result, program, publicUrl),
  }));
}

function presentJoined(result: JsonObject, program: ProgramRow, publicUrl: string): Participation | WaitingApplication {
  const own = { program: program.program, person: textIn(result, 'person') };
  if (result['application'] === 'waiting') return { ...own, application: 'waiting' };
  const code = textIn(result, 'code');
  const told = Array.isArray(result['codes']) ? result['codes'] : [code];
  const codes = told
    .filter((each) => typeof each === 'string')
    .map((each) => ({ code: each, link: linkOf(publicUrl, program, each) }));
  return { ...own, code, link: linkOf(publicUrl, program, code), codes };
}

/** Whoever may not join is told by which condition, and whoever was refused by what was noted. */
function joiningSentence(reason: string, result: JsonObject): Sentence | undefined {
  if (reason === 'not_qualified') return readSentence(result['sentence']);
  if (reason === 'application_refused') {
    return sentenceOf(qualificationTexts, 'refused', { note: textIn(result, 'note') });
  }
  return isCommandProblem(reason) ? sentenceOf(commandTexts, reason) : undefined;
}

function linkOf(publicUrl: string, program: ProgramRow, code: string): string | null {
  return program.definition.invite.link === undefined ? null : inviteLink(publicUrl, code);
}
