import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from './problem.ts';
import { addressOf, request } from './request.ts';

interface Sent {
  readonly address: string;
  readonly init: RequestInit;
}

let sent: Sent[];

/** Answers the requests that follow, in this order. */
function answerWith(...answers: (Response | Error)[]): void {
  sent = [];
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    sent.push({ address, init });
    const answer = answers[sent.length - 1];
    if (answer === undefined) throw new Error('Nobody expected this request');
    if (answer instanceof Error) throw answer;
    return answer;
  });
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });
const header = (index: number, name: string): string | null => new Headers(sent[index]?.init.headers).get(name);
const problemOf = async (asked: Promise<unknown>): Promise<Problem> => {
  const error = await asked.catch((thrown: unknown) => thrown);
  if (!(error instanceof Problem)) throw new Error('It was no problem');
  return error;
};

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 500 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('an address', () => {
  it('has its places filled, whatever stands in them, and a query of what is there', () => {
    const path = '/people/persons/:person/timeline';
    expect(addressOf({ path, params: { person: 'a/b?c' }, query: { limit: 2, q: '', cursor: undefined } })).toBe(
      '/people/persons/a%2Fb%3Fc/timeline?limit=2',
    );
  });

  it('is refused without what it needs', () => {
    expect(() => addressOf({ path: '/people/:person' })).toThrow('person');
  });
});

describe('a request', () => {
  it('names the workspace, and a key of its own when it writes', async () => {
    answerWith(json(200, { a: 1 }), json(201, { b: 2 }), json(201, {}));
    expect(await request({ method: 'GET', path: '/x', workspace: 'wsp_1' })).toEqual({ a: 1 });
    expect(await request({ method: 'POST', path: '/x', workspace: 'wsp_1', body: { n: 1 } })).toEqual({ b: 2 });
    await request({ method: 'POST', path: '/x', body: { n: 1 } });
    expect([header(0, 'x-sarafan-workspace'), header(0, 'idempotency-key')]).toEqual(['wsp_1', null]);
    expect(header(1, 'idempotency-key')).toMatch(/^[0-9a-f]{32}$/);
    expect(header(1, 'idempotency-key')).not.toBe(header(2, 'idempotency-key'));
    expect(sent[1]?.init.body).toBe('{"n":1}');
  });

  it('is sent once more under the same key when the answer is lost', async () => {
    answerWith(new TypeError('network'), json(200, { done: true }));
    expect(await request({ method: 'POST', path: '/x', body: {} })).toEqual({ done: true });
    expect(header(0, 'idempotency-key')).toBe(header(1, 'idempotency-key'));
  });

  it('is a problem when nobody answers twice', async () => {
    answerWith(new TypeError('network'), new TypeError('network'));
    const problem = await problemOf(request({ method: 'GET', path: '/x' }));
    expect(problem).toMatchObject({ status: 0, code: 'offline' });
    expect(problem.sentence.ru).toMatch(/[а-я]/);
    expect(problem.sentence.en).toMatch(/answer/);
  });

  it('is a problem in the server’s sentences, with the field at fault', async () => {
    const body = { code: 'bad_request', detail: 'Too long', detail_ru: 'Длинно', at: 'body.name.ru', status: 400 };
    answerWith(json(400, body));
    const problem = await problemOf(request({ method: 'POST', path: '/x', body: {} }));
    expect(problem).toMatchObject({ status: 400, code: 'bad_request', field: 'name.ru' });
    expect(problem.sentence).toEqual({ ru: 'Длинно', en: 'Too long' });
  });

  it('is a problem with the reasons that the server names, and with nothing that is none', async () => {
    const reason = { path: '/discount/percent', code: 'percent_form', ru: 'Много', en: 'Too much' };
    const body = { code: 'invalid_promotion', detail: 'No', detail_ru: 'Нет', problems: [reason, 'odd', null, {}] };
    answerWith(json(422, body), json(422, { ...body, problems: 'none' }));
    expect((await problemOf(request({ method: 'POST', path: '/x', body: {} }))).reasons).toEqual([reason]);
    expect((await problemOf(request({ method: 'POST', path: '/x', body: {} }))).reasons).toEqual([]);
  });

  it('is a problem when a proxy answers with a page', async () => {
    answerWith(new Response('<html>', { status: 502 }));
    expect(await problemOf(request({ method: 'GET', path: '/x' }))).toMatchObject({ code: 'strange_answer' });
  });

  it('waits for the decision of a command', async () => {
    const accepted = json(202, { command: 'cmd_1', status: 'pending' }, { location: '/api/v1/engine/commands/cmd_1' });
    answerWith(accepted, json(200, { status: 'pending' }), json(200, { status: 'done' }));
    expect(await request({ method: 'POST', path: '/x', body: {}, workspace: 'wsp_1' })).toBeUndefined();
    expect(sent.map(({ address }) => address)).toEqual(['/x', ...Array(2).fill('/api/v1/engine/commands/cmd_1')]);
    expect(header(2, 'x-sarafan-workspace')).toBe('wsp_1');
  });

  it('tells why a command was refused late', async () => {
    const accepted = json(202, {}, { location: '/api/v1/engine/commands/cmd_1' });
    answerWith(accepted, json(200, { status: 'refused', reason: 'already_paid' }));
    expect(await problemOf(request({ method: 'POST', path: '/x', body: {} }))).toMatchObject({
      status: 409,
      code: 'already_paid',
    });
  });
});
