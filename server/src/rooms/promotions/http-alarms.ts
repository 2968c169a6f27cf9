import {
  AlarmParams,
  AlarmQuery,
  answers,
  ClosedAlarm,
  commandAnswers,
  IdempotencyHeaders,
  PromoAlarm,
  pageOf,
} from '@sarafan/contract';
import type { Api } from '../../kit/api/routes.ts';
import type { Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import type { PromoCodes } from './service-codes.ts';

const tags = ['promotions'];

export function alarmRoutes(
  api: Api,
  { promoCodes, writes }: { readonly promoCodes: PromoCodes; readonly writes: Writes },
): void {
  api.get(
    '/promotions/alarms',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Alarms about codes that may have leaked, newest first',
        querystring: AlarmQuery,
        response: answers(pageOf(PromoAlarm)),
      },
    },
    (request) => {
      const { promotion, open, ...page } = request.query;
      const filter = { ...(promotion === undefined ? {} : { promotion }), ...(open === undefined ? {} : { open }) };
      return promoCodes.alarms(callerOf(request).workspace, filter, page);
    },
  );
  api.post(
    '/promotions/alarms/:alarm/close',
    {
      config: { scope: 'support' },
      schema: {
        tags,
        summary: 'Close an alarm: somebody has looked at it',
        description: 'It lets nothing go on: a promotion that it paused is made active by itself.',
        headers: IdempotencyHeaders,
        params: AlarmParams,
        body: ClosedAlarm,
        response: commandAnswers(PromoAlarm),
      },
    },
    (request, reply) =>
      writes.command(request, reply, (messageId) =>
        promoCodes.closeAlarm(callerOf(request), request.params.alarm, request.body.note, messageId),
      ),
  );
}
