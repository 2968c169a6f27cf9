import { CabinetLink, IdempotencyHeaders, NewCabinetLink, ProgramParams, writeAnswers } from '@sarafan/contract';
import type { Api } from '../../kit/api/routes.ts';
import { userIdOf, type Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import type { ReferralService } from './service.ts';
import type { Cabinets } from './service-cabinets.ts';
import { commandTexts } from './texts.ts';

export interface CabinetLinkRoutes {
  readonly referral: ReferralService;
  readonly cabinets: Cabinets;
  readonly writes: Writes;
}

export function cabinetLinkRoutes(api: Api, { referral, cabinets, writes }: CabinetLinkRoutes): void {
  api.post(
    '/referral/programs/:program/cabinet-links',
    {
      config: { scope: 'support' },
      schema: {
        tags: ['referral'],
        summary: 'Make a link that opens a person’s cabinet once',
        description: 'The person becomes a participant when the link is opened. Making a link leaves an audit entry.',
        headers: IdempotencyHeaders,
        params: ProgramParams,
        body: NewCabinetLink,
        response: writeAnswers(CabinetLink),
      },
    },
    (request, reply) => {
      const userId = userIdOf(request.body.userId);
      const { minutes } = request.body;
      return writes.define<CabinetLink>(request, reply, async (tx) => {
        const caller = callerOf(request);
        const program = await referral.program(caller.workspace, request.params.program, tx);
        if (program === undefined) {
          const sentence = sentenceOf(commandTexts, 'unknown_program');
          return { kind: 'refused', status: 404, code: 'unknown_program', sentence };
        }
        const asked = { userId, ...(minutes === undefined ? {} : { minutes }) };
        const { url, expiresAt } = await cabinets.link(caller, program, asked, tx);
        return { kind: 'answered', status: 201, body: { url, expiresAt: isoMoment(expiresAt) } };
      });
    },
  );
}
