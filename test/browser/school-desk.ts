import { expect } from 'vitest';
import { type AdminStage, type Desk, openAdminStage } from './settings-stage.ts';

/** A stage on which a school's server can tell what happened, and the API be asked, beside what is done on screens. */
export interface SchoolDesk extends AdminStage {
  /** What the API says, asked with the key of the workspace. */
  readonly ask: <Answer>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) => Promise<Answer>;
  /** What the school's server tells, now by the clock of the test; it has taken effect when this resolves. */
  readonly tell: (...calls: readonly object[]) => Promise<void>;
}

export async function openSchoolDesk(): Promise<SchoolDesk> {
  const stage = await openAdminStage();
  const { url, keys, world } = stage;
  const send = async (path: string, method: string, authorization: string, body: object | undefined) => {
    const json = { 'content-type': 'application/json' };
    const answer = await fetch(url + path, {
      method,
      headers: { authorization, ...(body === undefined ? {} : json) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer;
  };
  return {
    ...stage,
    async ask<Answer>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) {
      const answer = await send(`/api/v1${path}`, method, `Bearer ${keys.apiKey}`, body);
      return (await answer.json()) as Answer;
    },
    async tell(...calls) {
      const timestamp = new Date(world.clock.now()).toISOString();
      const batch = calls.map((call) => ({ timestamp, ...call }));
      await send('/v1/batch', 'POST', `Basic ${Buffer.from(`${keys.secretKey}:`).toString('base64')}`, { batch });
      await taken(world);
    },
  };
}

/** The stage takes batches too, so what was told may be in one of those when there is nothing left to take. */
async function taken(world: AdminStage['world']): Promise<void> {
  for (;;) {
    await world.settle();
    const { rows } = await world.database.pool.query<{ waiting: string }>(
      'select count(*) as waiting from engine_inbox',
    );
    if (rows[0]?.waiting === '0') return;
  }
}

const soonMs = 20_000;

/** An expectation about what a screen shows in a moment, however busy the machine is. */
export function soon<Value>(read: () => Value | Promise<Value>) {
  return expect.poll(read, { timeout: soonMs, interval: 100 });
}

/** What screen readers say of a field beside its name. */
export async function described({ page }: Desk, label: string): Promise<string> {
  const ids = (await page.getByLabel(label).first().getAttribute('aria-describedby')) ?? '';
  const known = ids.split(' ').filter((id) => id !== '');
  const texts = known.map((id) => page.locator(`[id="${id}"]`).textContent());
  return (await Promise.all(texts)).join(' ');
}
