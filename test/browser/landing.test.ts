import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { accessibilityProblems } from '../support/chromium.ts';
import { keepPicture, openPagesStage, type PagesStage, widths } from './pages-stage.ts';

const mark = 'M11 25V11h8.5a5 5 0 0 1 0 10H15';
const logo = `<svg xmlns="http://www.w3.org/2000/svg" width="156" height="36" viewBox="0 0 156 36">
<rect width="36" height="36" rx="10" fill="#0f766e"/><path d="${mark}" fill="none" stroke="#fff" stroke-width="3.2"/>
<text x="46" y="25" font-family="sans-serif" font-size="20" font-weight="700" fill="#0f766e">Полиглот</text></svg>`;
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
    brand: { accent: '#0f766e', logo: `data:image/svg+xml;base64,${Buffer.from(logo).toString('base64')}` },
  });
  code = await school.codeOf('anna');
  await school.server({
    type: 'identify',
    userId: 'anna',
    traits: { name: 'Анна Иванова', email: 'anna@example.com' },
  });
});
afterAll(() => stage.close());

describe.each(['ru', 'en'] as const)('the landing in %s', (language) => {
  test.each(widths.flatMap((width) => [false, true].map((dark) => ({ width, dark }))))(
    'at $width px, dark: $dark: who invites, what one gets, and nothing hard to use',
    async ({ width, dark }) => {
      const visit = await stage.open({ language, width, dark });
      const { page, context, strangers, errors } = visit;
      const picture = (name: string): Promise<void> =>
        keepPicture(page, `landing-${name}-${language}-${width}-${dark ? 'dark' : 'light'}`);
      await page.goto(`${stage.url}/r/${code}`);
      expect(page.url()).toContain(`/i/${stage.program}?code=${code}&sarafan_click=`);
      await page
        .getByText(language === 'ru' ? 'Анна приглашает вас в «Полиглот»' : 'Анна invites you to Полиглот')
        .waitFor();
      await page
        .getByRole('heading', { name: language === 'ru' ? '2 урока в подарок' : 'A gift for you: 2 lessons' })
        .waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await picture('page');
      await page.getByLabel(language === 'ru' ? 'Имя' : 'Name', { exact: true }).fill('Борис');
      await page.getByLabel(language === 'ru' ? 'Электронная почта' : 'E-mail', { exact: true }).fill('boris');
      await page.getByRole('button').click();
      await page.getByText(language === 'ru' ? 'Похоже, в адресе опечатка' : 'There seems to be a slip').waitFor();
      expect(await page.getByLabel(language === 'ru' ? 'Имя' : 'Name', { exact: true }).inputValue()).toBe('Борис');
      expect(await accessibilityProblems(page)).toEqual([]);
      await picture('wrong');
      await page
        .getByLabel(language === 'ru' ? 'Электронная почта' : 'E-mail')
        .fill(`boris.${language}${width}${dark}@example.com`);
      await page.getByRole('checkbox').check();
      await page.getByRole('button').click();
      await page
        .getByRole('heading', { level: 1 })
        .getByText(language === 'ru' ? 'приглашение принято' : 'the invitation is yours')
        .waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await picture('thanks');
      const site = await page.getByRole('link', { name: /Полиглот/ }).getAttribute('href');
      expect(site).toMatch(/^https:\/\/school\.example\/start\?sarafan_click=/);
      expect(await context.cookies()).toEqual([]);
      expect(await context.storageState()).toEqual({ cookies: [], origins: [] });
      expect(strangers).toEqual([]);
      expect(errors).toEqual([]);
      await visit.close();
    },
  );
});
