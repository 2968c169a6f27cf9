import type { ProgramDefinition } from '@sarafan/contract';
import type { NewWorkspace } from '../../server/src/rooms/access/index.ts';
import { findPersonByUserId } from '../../server/src/rooms/people/index.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { makeByApi } from '../support/asks.ts';
import type { World } from '../support/world.ts';

/** A program with a task and a choice, a participant, and two bans: one stands, one is appealed against. */
export interface BanIds {
  readonly market: string;
  readonly participant: string;
  readonly standing: string;
  readonly appealed: string;
}

const gift = (option: string): { id: string; option: string } => ({ id: 'gift', option });

const withTask: ProgramDefinition = {
  ...languageSchool,
  rewards: [
    ...languageSchool.rewards,
    { to: 'referrer', unit: 'lesson', amount: '1', holdDays: 0, on: { order: 'each' }, task: 'marathon' },
    { to: 'referrer', unit: 'lesson', amount: '3', holdDays: 9, on: { order: 'each' }, choice: gift('more') },
    { to: 'referrer', unit: 'lesson', amount: '2', holdDays: 0, on: { order: 'each' }, choice: gift('fewer') },
  ],
  tasks: [
    {
      ...{ id: 'marathon', name: { ru: 'Марафон', en: 'Marathon' }, sponsor: 'Press' },
      fund: { unit: 'lesson', amount: '100' },
    },
  ],
};

export async function createBans(
  world: World,
  { workspace, apiKey }: NewWorkspace,
  named: (text: string) => string,
): Promise<BanIds> {
  const post = (path: string, payload: object) => makeByApi(world, apiKey, `/api/v1/referral/programs${path}`, payload);
  const { program } = await post('', { key: named('market'), definition: withTask });
  const market = String(program);
  const join = async (userId: string): Promise<void> => {
    await post(`/${market}/participants`, { userId });
  };
  const ban = async (userId: string): Promise<string> => {
    await join(userId);
    return String((await post(`/${market}/bans`, { userId, reason: 'spam', note: named('reason') }))['ban']);
  };
  const [participant, loud] = [named('rita'), named('loud')];
  await join(participant);
  const [standing, appealed] = [await ban(named('sly')), await ban(loud)];
  const { bans, referral } = world.rooms;
  const row = await referral.program(workspace, market);
  const person = await findPersonByUserId(world.database.pool, workspace, loud);
  const known = person === undefined ? undefined : await referral.find(workspace, { person });
  if (row === undefined || known === undefined) throw new Error('Nobody was banned');
  await bans.appeal(workspace, row, known, named('It was not me'));
  return { market, participant, standing, appealed };
}
