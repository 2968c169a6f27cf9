import { gzipSync } from 'node:zlib';
import type { CheckedProgram, Recipe } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recipes } from '../../server/src/rooms/referral/recipes/index.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { openLanding } from '../support/landing.ts';
import { createSchool, type School } from '../support/school.ts';

let school: School;
let program: string;
beforeAll(async () => {
  school = await createSchool();
  program = ((await school.api('GET', '/api/v1/referral/programs/language-school')) as { program: string }).program;
});
afterAll(() => school.close());

const rules = async (idOrKey = program, language: 'ru' | 'en' = 'ru', query = '') =>
  openLanding(school, `/rules/${idOrKey}${query}`, language);
const text = (html: string): string => html.replaceAll('&#39;', '’').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

describe('the page of rules (REF-73)', () => {
  test('says what landings and cabinets promise, and everything else, in the language that is asked for', async () => {
    const checked = (await school.api('POST', '/api/v1/referral/programs/check', {
      definition: languageSchool,
    })) as CheckedProgram;
    for (const language of ['ru', 'en'] as const) {
      const { status, html, headers } = await rules('language-school', language);
      expect([status, headers['content-language']]).toEqual([200, language]);
      expect(checked.promise?.rules.length).toBeGreaterThan(5);
      for (const rule of checked.promise?.rules ?? []) expect(text(html)).toContain(rule[language]);
    }
    const { html } = await rules(program, 'ru', '?lang=en');
    expect(html).toContain('Rules of Bring a friend');
    expect(html).toContain(
      'For the first payment after the invitation. If it does not fit, later ones change nothing.',
    );
    expect(html).toContain('Edition 1, for invitations from January 15, 2026 at');
  });

  test('is led to from the landing and from the cabinet', async () => {
    const { html } = await openLanding(school, `/i/${program}`);
    expect(html).toContain(`href="/rules/${program}?lang=ru"`);
    const made = (await school.api('POST', `/api/v1/referral/programs/${program}/cabinet-links`, {
      userId: 'anna',
    })) as { url: string };
    const opened = await school.during(openLanding(school, new URL(made.url).pathname + new URL(made.url).search));
    const cookie = String(opened.headers['set-cookie']).split(';')[0] ?? '';
    const cabinet = await school.during(openLanding(school, `/me/${program}`, 'en', { headers: { cookie } }));
    expect(cabinet.html).toContain(`href="/rules/${program}?lang=en"`);
  });

  test('is another one as soon as another version stands, and names the programs of the same group', async () => {
    const [first, second] = languageSchool.rewards;
    const rewards = [{ ...first, amount: '3' }, second];
    await school.api('POST', '/api/v1/referral/programs', {
      key: 'language-school',
      definition: { ...languageSchool, rewards },
    });
    await school.api('POST', '/api/v1/referral/programs', {
      key: 'other',
      definition: { ...languageSchool, name: { ru: '<b>Другая</b>', en: '<b>Other</b>' } },
    });
    const { html } = await rules(program, 'en');
    expect(html).toContain('Edition 2');
    expect(html).toContain('<h3>3\u00a0lessons</h3>');
    expect(html).toContain('It does not add up with these programs: “&lt;b&gt;Other&lt;/b&gt;”.');
    expect(html).not.toContain('<b>Other');
  });

  test('tells everybody on a chain of its bonus, and so do the card and the summary (REF-57)', async () => {
    const { items } = (await school.api('GET', '/api/v1/referral/recipes?limit=50')) as { items: Recipe[] };
    const team = items.find(({ recipe }) => recipe === 'gather-a-team');
    expect(team?.friendGets?.ru).toContain('2\u00a0урока, а каждому в цепочке приглашений — ещё 1–3\u00a0урока');
    const { promise } = (await school.api('POST', '/api/v1/referral/programs/check', {
      ...{ definition: team?.definition, recipe: 'gather-a-team' },
    })) as CheckedProgram;
    expect(promise?.friendGets).toEqual(team?.friendGets);
    expect(promise?.referrerGets).toEqual(team?.referrerGets);
    await school.api('POST', '/api/v1/referral/recipes/gather-a-team/install');
    const { html } = await rules('gather-a-team');
    expect(html).toContain('<h2>Премии каждому в цепочке приглашений</h2>');
    expect(html).not.toContain('Премии пригласившим');
    const english = await rules('gather-a-team', 'en');
    expect(english.html).toContain('<h2>Bonuses for everybody in a chain of invitations</h2>');
    expect(english.html).not.toContain('Bonuses for whoever invites');
  });

  test('of a program that is over says so, and of none there is no page', async () => {
    const definition = { ...languageSchool, endsAt: new Date(school.clock.now()).toISOString() };
    await school.api('POST', '/api/v1/referral/programs', { key: 'other', definition });
    expect((await rules('other', 'en')).html).toContain('The program has ended: new invitations do not count.');
    expect((await rules('nothing')).status).toBe(404);
  });

  test.each(Object.keys(recipes))('of %s is less than 10 KB on its way', async (recipe) => {
    const { program: installed } = (await school
      .api('POST', `/api/v1/referral/recipes/${recipe}/install`)
      .catch(() => school.api('GET', `/api/v1/referral/programs/${recipe}`))) as { program: string };
    for (const language of ['ru', 'en'] as const) {
      const { status, html } = await rules(installed, language);
      expect(status).toBe(200);
      expect(gzipSync(html).length).toBeLessThan(10_000);
      expect(html).not.toMatch(/\{\w+\}(?![^<]*<\/style>)|undefined|\[object/);
    }
  });
});
