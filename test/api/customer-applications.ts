import type { NewWorkspace } from '../../server/src/rooms/access/index.ts';
import { findPersonByUserId } from '../../server/src/rooms/people/index.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { makeByApi } from '../support/asks.ts';
import type { World } from '../support/world.ts';

/** A program that approves by hand, and those who applied: two who wait, and one who was refused. */
export interface ApplicationIds {
  readonly club: string;
  readonly waiting: string;
  readonly alsoWaiting: string;
  readonly refused: string;
}

const label = { ru: 'О себе', en: 'About yourself' };
const participant = {
  form: [{ field: 'about', label, kind: 'text' as const, required: true }],
  approval: 'manual' as const,
};

export async function createApplications(
  world: World,
  { workspace, apiKey }: NewWorkspace,
  named: (text: string) => string,
): Promise<ApplicationIds> {
  const post = (path: string, payload: object) => makeByApi(world, apiKey, `/api/v1/referral/programs${path}`, payload);
  const definition = { ...languageSchool, participant };
  const { program: club } = await post('', { key: named('club'), definition });
  const apply = async (name: string): Promise<string> => {
    const userId = named(name);
    await post(`/${String(club)}/participants`, { userId, application: { about: named('shops') } });
    return (await findPersonByUserId(world.database.pool, workspace, userId)) ?? '';
  };
  const [waiting, alsoWaiting, refused] = [await apply('gena'), await apply('dina'), await apply('egor')];
  await post(`/${String(club)}/applications/${refused}/refuse`, { note: named('reason') });
  return { club: String(club), waiting, alsoWaiting, refused };
}
