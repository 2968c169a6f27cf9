import type { ProgramDefinition } from '@sarafan/contract';
import type { NewWorkspace } from '../../server/src/rooms/access/index.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { makeByApi } from '../support/asks.ts';
import type { World } from '../support/world.ts';

/** Two rewards that wait to be handed out. */
export interface HandoutIds {
  readonly gift: string;
  readonly otherGift: string;
}

const handedOut: ProgramDefinition = {
  ...languageSchool,
  rewards: (['friend', 'referrer'] as const).map((to) => ({
    ...{ to, unit: 'lesson', amount: '1', holdDays: 0 },
    ...{ on: { invitation: true }, fulfil: { by: 'person' } },
  })),
};

export async function createHandouts(
  world: World,
  { workspace, apiKey, secretKey }: NewWorkspace,
  named: (text: string) => string,
): Promise<HandoutIds> {
  const post = (path: string, payload: object) => makeByApi(world, apiKey, `/api/v1/referral/programs${path}`, payload);
  const { program } = await post('', { key: named('parcels'), definition: handedOut });
  const { code } = await post(`/${String(program)}/participants`, { userId: named('zoya') });
  const traits = { referral_code: code };
  await world.http.inject({
    method: 'POST',
    url: '/v1/identify',
    headers: { authorization: `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}` },
    payload: { userId: named('yakov'), traits },
  });
  await world.settle();
  const { rows } = await world.database.pool.query<{ grant_id: string }>(
    `select grant_id from rewards_grants where workspace_id = $1 and fulfil_state = 'waiting' order by side`,
    [workspace],
  );
  const [gift = '', otherGift = ''] = rows.map((row) => row.grant_id);
  return { gift, otherGift };
}
