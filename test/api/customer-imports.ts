import type { ImportDetail } from '@sarafan/contract';
import type { ImportId } from '../../server/src/kit/values/imports.ts';
import type { World } from '../support/world.ts';

/** Imports of one workspace, one in each state that some route asks for. */
export interface ImportIds {
  readonly draft: string;
  readonly mapped: string;
  readonly checked: string;
  readonly running: string;
  readonly done: string;
  readonly spare: string;
}

/** Uploads the same small file again and again and brings each import as far as it should be. */
export async function createImports(world: World, apiKey: string, named: (text: string) => string): Promise<ImportIds> {
  const ask = async (method: 'POST' | 'PUT', url: string, payload: object | string): Promise<ImportDetail> => {
    const type = typeof payload === 'string' ? 'text/csv' : 'application/json';
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': type };
    const answer = await world.http.inject({ method, url: `/api/v1/imports${url}`, headers, payload });
    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.body}`);
    return answer.json();
  };
  // This import only: others are to stay as they are.
  const work = async (id: string): Promise<void> => {
    while (await world.rooms.importWork.step(id as ImportId)) await world.settle();
  };
  const upload = (): Promise<ImportDetail> =>
    ask('POST', `?kind=people&fileName=${named('people')}.csv`, `id;phone\n${named('zoya')};\n${named('bad')};12`);
  const mapping = { columns: [{ column: 1, field: 'user_id' }], saveAs: named('mapping') };
  const mapped = async (columns: object = mapping): Promise<string> => {
    const { import: id } = await upload();
    await ask('PUT', `/${id}/mapping`, columns);
    return id;
  };
  const checked = async (): Promise<string> => {
    const id = await mapped({ columns: [...mapping.columns, { column: 2, field: 'phone' }] });
    await ask('POST', `/${id}/check`, {});
    await work(id);
    return id;
  };
  const started = async (id: string): Promise<string> => {
    await ask('POST', `/${id}/start`, { withoutConsent: true });
    return id;
  };
  const done = await started(await checked());
  await work(done);
  const ids = { draft: (await upload()).import, mapped: await mapped(), checked: await checked(), done };
  return { ...ids, running: await started(await checked()), spare: (await upload()).import };
}
