import type { WidgetAnswer } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitor } from '../support/landing.ts';
import { createSchool, type School } from '../support/school.ts';

let school: School;
let code: string;
beforeAll(async () => {
  school = await createSchool();
  code = await school.codeOf('anna');
  await school.server({ type: 'identify', userId: 'anna', traits: { name: 'Анна Иванова', email: 'anna@school.ru' } });
});
afterAll(() => school.close());

async function ask(query: string, program = 'language-school', remoteAddress = '192.0.2.1') {
  const answer = await school.http.inject({ url: `/sdk/programs/${program}?${query}`, remoteAddress });
  return { status: answer.statusCode, headers: answer.headers, words: answer.json<WidgetAnswer>().words };
}

describe('what a site’s widget is told (REF-74)', () => {
  test('is the promise of the landing, open to any site and kept for a while', async () => {
    const { status, headers, words } = await ask('lang=en');
    expect([status, headers['access-control-allow-origin'], headers['cache-control']]).toEqual([
      200,
      '*',
      'public, max-age=300',
    ]);
    expect(words).toMatchObject({
      title: 'Invite your friends',
      text: 'A friend gets 2\u00a0lessons, and you get 2\u00a0lessons.',
      action: { label: 'How it works' },
    });
    expect(headers['set-cookie']).toBeUndefined();
  });

  test('names the inviter by the given name alone, by a click or a code, and is kept by nobody', async () => {
    const followed = await school.http.inject({ url: `/r/${code}`, headers: visitor });
    const click = new URL(String(followed.headers['location'])).searchParams.get('sarafan_click') ?? '';
    const invited = await ask(`lang=ru&click=${encodeURIComponent(click)}`);
    expect(invited.headers['cache-control']).toBe('private, no-store');
    expect(invited.words?.title).toBe('Анна приглашает вас');
    expect(invited.words?.action.url).toContain(`sarafan_click=${encodeURIComponent(click)}`);
    expect((await ask(`lang=ru&code=${code}`)).words?.title).toBe('Анна приглашает вас');
    expect(JSON.stringify([invited.words, (await ask(`code=${code}`)).words])).not.toMatch(/Иванова|anna@/);
    for (const forged of [`${click}x`, 'x.y.z.w', '', 'x'.repeat(1_000)]) {
      expect((await ask(`lang=ru&click=${forged}`)).words?.title, forged).toBe('Приглашайте друзей');
    }
  });

  test('counts no click, since the link did', async () => {
    const clicks = async (): Promise<number> => {
      await school.settle();
      const { rows } = await school.database.pool.query<{ count: number }>(
        "select count(*)::int as count from engine_facts where message_id like '~click.%'",
      );
      return rows[0]?.count ?? 0;
    };
    const before = await clicks();
    await ask(`code=${code}`);
    expect(await clicks()).toBe(before);
  });

  test.each([
    ['https://school.example/invite', 'https://school.example/invite'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    [`https://school.example/${'x'.repeat(2_000)}`, null],
    ['/invite', null],
  ])('leads to %j only where that is a page', async (invite, expected) => {
    const { words } = await ask(`lang=en&invite=${encodeURIComponent(invite)}`);
    expect(words?.action).toEqual(
      expected === null
        ? expect.objectContaining({ label: 'How it works' })
        : { label: 'Invite a friend', url: expected },
    );
  });

  test('is nothing of an unknown program, and whoever tries codes waits (INV-8)', async () => {
    expect(await ask('', 'nothing')).toMatchObject({ status: 404, words: null });
    for (let index = 0; index < 60; index += 1) await ask(`code=X${index}`, 'language-school', '192.0.2.77');
    const { status, headers } = await ask(`code=${code}`, 'language-school', '192.0.2.77');
    expect([status, Number(headers['retry-after']) > 0]).toEqual([429, true]);
    expect((await ask('', 'language-school', '192.0.2.77')).status).toBe(200);
  });
});
