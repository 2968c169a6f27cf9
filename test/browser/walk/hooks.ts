import type { WebhookDelivery, WebhookType } from '@sarafan/contract';
import { openReceiver } from '../../support/receiver.ts';
import type { SchoolDesk } from '../school-desk.ts';
import type { Names } from './names.ts';

/** Endpoints in every state, and deliveries that were made and are repeated. */
export interface WalkHooks {
  readonly well: string;
  readonly failing: string;
  readonly gone: string;
  readonly delivered: string;
  readonly repeated: string;
}

const page = '<html><body><h1>502 Bad Gateway</h1><p>nginx</p></body></html>';

/** Three systems of the school are told what happens: one takes it, one is out of order, one is gone. */
export async function tellEndpoints({ ask, world }: SchoolDesk, say: Names): Promise<WalkHooks> {
  const { rooms } = world;
  const receiver = await openReceiver();
  const subscribe = async (path: string, types: readonly WebhookType[], description: string): Promise<string> => {
    const body = { url: `${receiver.url}/${path}`, types, description };
    return (await ask<{ subscription: string }>('POST', '/webhooks/subscriptions', body)).subscription;
  };
  const well = await subscribe('well', ['reward.granted', 'reward.available', 'reward.revoked'], say.billing);
  const failing = await subscribe('failing', ['pair.changed', 'participant.joined'], '');
  const gone = await subscribe('gone', ['program.launched'], '');
  receiver.answers((response, { path }) => {
    if (path.endsWith('well')) response.writeHead(200).end('{"ok":true}');
    else if (path.endsWith('gone')) response.writeHead(410).end();
    else response.writeHead(502, { 'content-type': 'text/html' }).end(page);
  });
  for (const type of ['reward.granted', 'reward.revoked'] as const) {
    await ask('POST', `/webhooks/subscriptions/${well}/test`, { type });
  }
  await ask('POST', `/referral/programs/teachers/participants`, { userId: 'boris' });
  const { definition } = await ask<{ definition: object }>('GET', '/referral/programs/spring');
  const launch = { key: 'spring', definition: { ...definition, endsAt: '2031-03-01T00:00:00Z' }, note: say.noteSpring };
  await ask('POST', '/referral/programs', launch);
  await world.settle();
  while ((await rooms.engine.send()) > 0);
  while ((await rooms.webhookSender.round()) > 0);
  await receiver.close();
  // What was told to this machine is shown as a school's own systems.
  const places = { [well]: 'billing', [failing]: 'crm', [gone]: 'old' };
  for (const [subscription, name] of Object.entries(places)) {
    await world.database.pool.query('update webhooks_subscriptions set url = $2 where subscription_id = $1', [
      subscription,
      `https://${name}.school.example/webhooks/sarafan`,
    ]);
  }
  const lastOf = async (subscription: string): Promise<string> => {
    const query = `/webhooks/deliveries?subscription=${subscription}`;
    const [last] = (await ask<{ items: WebhookDelivery[] }>('GET', query)).items;
    if (last === undefined) throw new Error('An endpoint was told nothing');
    return last.delivery;
  };
  return { well, failing, gone, delivered: await lastOf(well), repeated: await lastOf(failing) };
}
