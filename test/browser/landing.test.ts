import { afterAll, beforeAll, expect, test } from 'vitest';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { openPagesStage, type PagesStage } from './pages-stage.ts';

const definition = {
  ...languageSchool,
  invite: {
    ...languageSchool.invite,
    link: { destination: 'https://school.example/start', allowedHosts: ['school.example'], landing: true },
  },
};

let stage: PagesStage;
let code: string;
beforeAll(async () => {
  stage = await openPagesStage(definition);
  const { school } = stage;
  await school.api('PATCH', '/api/v1/access/workspace', {
    name: 'Полиглот',
    timeZone: 'Europe/Moscow',
  });
  code = await school.codeOf('anna');
  await school.server({
    type: 'identify',
    userId: 'anna',
    traits: { name: 'Анна Иванова', email: 'anna@example.com' },
  });
});
afterAll(() => stage.close());

test.each(['ru', 'en'] as const)(
  'who followed a link accepts it in %s, and nothing is remembered',
  async (language) => {
    const visit = await stage.open({ language });
    const { page, context, strangers, errors } = visit;
    await page.goto(`${stage.url}/r/${code}`);
    expect(page.url()).toContain(`/i/${stage.program}?code=${code}&sarafan_click=`);
    await page
      .getByText(language === 'ru' ? 'Анна приглашает вас в «Полиглот»' : 'Анна invites you to Полиглот')
      .waitFor();
    await page
      .getByRole('heading', { name: language === 'ru' ? '2 урока в подарок' : 'A gift for you: 2 lessons' })
      .waitFor();
    const name = page.getByLabel(language === 'ru' ? 'Имя' : 'Name', { exact: true });
    const email = page.getByLabel(language === 'ru' ? 'Электронная почта' : 'E-mail', { exact: true });
    await name.fill('Борис');
    await email.fill('boris');
    await page.getByRole('button').click();
    await page.getByText(language === 'ru' ? 'Похоже, в адресе опечатка' : 'There seems to be a slip').waitFor();
    expect(await name.inputValue()).toBe('Борис');
    await email.fill(`boris.${language}@example.com`);
    await page.getByRole('checkbox').check();
    await page.getByRole('button').click();
    await page
      .getByRole('heading', { level: 1 })
      .getByText(language === 'ru' ? 'приглашение принято' : 'the invitation is yours')
      .waitFor();
    const site = await page.getByRole('link', { name: /Полиглот/ }).getAttribute('href');
    expect(site).toMatch(/^https:\/\/school\.example\/start\?sarafan_click=/);
    expect(await context.cookies()).toEqual([]);
    expect(await context.storageState()).toEqual({ cookies: [], origins: [] });
    expect(strangers).toEqual([]);
    expect(errors).toEqual([]);
    await visit.close();
  },
);
