import type { ImportDetail, ImportKind, ImportProblemRow, ImportSettings, NewImportMapping } from '@sarafan/contract';
import type { LightMyRequestResponse } from 'fastify';
import type { School } from './school.ts';

/** What tests do with imports, by the API and by steps of the work. */
export interface Importer {
  /** The answer as it is, for refusals. */
  ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object): Promise<LightMyRequestResponse>;
  send(kind: ImportKind, fileName: string, bytes: Uint8Array): Promise<LightMyRequestResponse>;
  upload(kind: ImportKind, fileName: string, bytes: Uint8Array): Promise<ImportDetail>;
  map(id: string, mapping: NewImportMapping): Promise<ImportDetail>;
  check(id: string): Promise<ImportDetail>;
  run(id: string, start?: object): Promise<ImportDetail>;
  undo(id: string): Promise<ImportDetail>;
  detail(id: string): Promise<ImportDetail>;
  problems(id: string): Promise<ImportProblemRow[]>;
  person(userId: string): Promise<Record<string, unknown>>;
  /** Uploads, maps by the headings, checks and runs. */
  bring(kind: ImportKind, bytes: Uint8Array, more?: Partial<ImportSettings>): Promise<ImportDetail>;
}

/** Where files are imported: a school, or any other world with a workspace. */
type Place = Pick<School, 'keys' | 'http' | 'rooms' | 'settle'>;

export function createImporter(school: Place): Importer {
  const authorization = `Bearer ${school.keys.apiKey}`;
  const ask: Importer['ask'] = (method, url, payload) =>
    school.http.inject({
      method,
      url: `/api/v1${url}`,
      headers: { authorization },
      ...(payload === undefined ? {} : { payload }),
    });
  const answered = async <Body>(asked: Promise<LightMyRequestResponse>): Promise<Body> => {
    const response = await asked;
    if (response.statusCode >= 300) throw new Error(`${response.statusCode}: ${response.body}`);
    return response.json<Body>();
  };
  /** Steps until nothing is left to do, and lets the engine take what was told. */
  const work = async (): Promise<void> => {
    while (await school.rooms.importWork.step()) await school.settle();
  };
  const detail = (id: string): Promise<ImportDetail> => answered(ask('GET', `/imports/${id}`));
  const send: Importer['send'] = (kind, fileName, bytes) =>
    school.http.inject({
      method: 'POST',
      url: `/api/v1/imports?kind=${kind}&fileName=${encodeURIComponent(fileName)}`,
      headers: { authorization, 'content-type': 'text/csv' },
      payload: Buffer.from(bytes),
    });
  const importer: Importer = {
    ask,
    send,
    detail,
    upload: (kind, fileName, bytes) => answered(send(kind, fileName, bytes)),
    map: (id, mapping) => answered(ask('PUT', `/imports/${id}/mapping`, mapping)),
    async check(id) {
      await answered(ask('POST', `/imports/${id}/check`));
      await work();
      return detail(id);
    },
    async run(id, start = {}) {
      await answered(ask('POST', `/imports/${id}/start`, start));
      await work();
      return detail(id);
    },
    async undo(id) {
      await answered(ask('POST', `/imports/${id}/undo`));
      await work();
      return detail(id);
    },
    async problems(id) {
      return (await answered<{ items: ImportProblemRow[] }>(ask('GET', `/imports/${id}/problems?limit=200`))).items;
    },
    async person(userId) {
      const { items } = await answered<{ items: { person: string }[] }>(ask('GET', `/people/persons?userId=${userId}`));
      return answered(ask('GET', `/people/persons/${items[0]?.person}`));
    },
    async bring(kind, bytes, more = {}) {
      const made = await importer.upload(kind, 'export.csv', bytes);
      await importer.map(made.import, { columns: made.suggestion.columns, ...more });
      await importer.check(made.import);
      return importer.run(made.import, { withoutConsent: true });
    },
  };
  return importer;
}

/** Russian letters of Windows-1251 stand in the order of the alphabet; `ё` and a few marks stand apart. */
const apart: Readonly<Record<string, number>> = {
  ё: 0xb8,
  Ё: 0xa8,
  '№': 0xb9,
  '\u00a0': 0xa0,
  '«': 0xab,
  '»': 0xbb,
  '—': 0x97,
};

export function windows1251(text: string): Uint8Array {
  return Uint8Array.from([...text], (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) return code;
    if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
    const byte = apart[character];
    if (byte === undefined) throw new Error(`Windows-1251 has no ${character} here`);
    return byte;
  });
}
