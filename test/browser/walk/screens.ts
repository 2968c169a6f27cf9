import { pathTo, type RouteName } from '../../../admin/src/kit/paths.ts';
import { programScreens } from './screens-programs.ts';
import { promotionScreens } from './screens-promotions.ts';
import { settingsScreens } from './screens-settings.ts';
import type { WalkStage } from './stage.ts';
import type { WalkIds } from './story.ts';
import { see, seeEmpty, type View } from './view.ts';

const words = {
  merge: { ru: 'Объединить…', en: 'Merge…' },
  begin: { ru: 'Начать', en: 'Begin' },
  password: { ru: 'Пароль', en: 'Password' },
  email: { ru: 'Почта', en: 'E-mail' },
  signIn: { ru: 'Войти', en: 'Sign in' },
  turnOn: { ru: 'Включить', en: 'Turn on' },
  keep: { ru: 'Оставить', en: 'Keep' },
  release: { ru: 'Отпустить', en: 'Release' },
  import: { ru: 'Импортировать', en: 'Import' },
} as const;

const importOf =
  (state: keyof WalkIds['imports']) =>
  ({ ids }: WalkStage) =>
    pathTo('import', { import: ids.imports[state] });

/** Every address of the admin, each in the states that it has: an address without a view does not compile. */
export const screens = {
  home: [see('home', pathTo('home'))],
  firstRun: [
    see('first-run', ({ freshUrl }) => `${freshUrl}/admin/first-run`, { who: 'stranger', guide: 'first-run' }),
    see('first-run-wrong', ({ freshUrl }) => `${freshUrl}/admin/first-run`, {
      who: 'stranger',
      act: ({ press }) => press(words.begin),
    }),
    see('first-run-over', pathTo('firstRun'), { who: 'stranger' }),
  ],
  signIn: [
    see('sign-in', pathTo('signIn'), { who: 'stranger' }),
    see('sign-in-refused', pathTo('signIn'), {
      who: 'stranger',
      async act({ fill, press, page }) {
        await fill(words.email, 'nobody@school.example');
        await fill(words.password, 'not this one');
        await press(words.signIn);
        await page.getByRole('alert').waitFor();
      },
    }),
  ],
  invitation: [
    see(
      'invitation',
      async ({ ask }) => {
        const body = { email: 'nina@school.example', role: 'support' };
        const { link } = await ask<{ link: string }>('POST', '/access/invitations', body);
        return pathTo('invitation') + new URL(link).hash;
      },
      { who: 'stranger' },
    ),
    see('invitation-bad', `${pathTo('invitation')}#token=nothing`, { who: 'stranger' }),
  ],
  profile: [
    see('profile', pathTo('profile')),
    see('profile-second-factor', pathTo('profile'), {
      async act({ press, page, password }) {
        await press(words.turnOn);
        await page.locator('input[type=password]').last().fill(password);
        await press(words.turnOn);
        await page.locator('svg[role=img]').waitFor();
      },
    }),
  ],
  people: [
    see('people', pathTo('people')),
    see('people-nobody', pathTo('people', {}, { q: 'nobody-at-all' })),
    seeEmpty('people', pathTo('people')),
    see('find', pathTo('people'), {
      async act({ page, dialog }) {
        await page.keyboard.press('Control+k');
        await dialog.waitFor();
        await page.keyboard.type('a');
        await page.locator('[data-action]').first().waitFor();
      },
    }),
  ],
  person: [
    see('person-referrer', ({ ids }) => pathTo('person', { person: ids.referrer })),
    see('person-refused', ({ ids }) => pathTo('person', { person: ids.refused })),
    see('person-joined', ({ ids }) => pathTo('person', { person: ids.joined })),
    see('person-unknown', pathTo('person', { person: 'per_00aaaaaaaaaaaaaaaa' })),
    see('person-merge', ({ ids }) => pathTo('person', { person: ids.joined }), {
      async act({ press, dialog }) {
        await press(words.merge);
        await dialog.getByRole('textbox').fill('zoya@example.com');
        await dialog.getByRole('listitem').first().waitFor();
      },
    }),
  ],
  ...promotionScreens,
  rewards: [
    see('rewards', pathTo('rewards')),
    see('rewards-none', pathTo('rewards', {}, { from: '2020-01-01', to: '2020-01-02' })),
    seeEmpty('rewards', pathTo('rewards')),
  ],
  rewardsFulfilments: [
    see('fulfilments', pathTo('rewardsFulfilments')),
    seeEmpty('fulfilments', pathTo('rewardsFulfilments')),
  ],
  rewardsReview: [
    see('review', pathTo('rewardsReview')),
    seeEmpty('review', pathTo('rewardsReview')),
    see('review-keep', pathTo('rewardsReview'), {
      async act({ press, dialog, stage: { language } }) {
        await press(words.keep);
        await dialog.getByRole('button', { name: words.keep[language] }).click();
        await dialog.locator('[aria-invalid=true]').waitFor();
      },
    }),
  ],
  support: [
    see('support', pathTo('support')),
    see('support-code', ({ ids }) => pathTo('support', {}, { q: ids.code }), { guide: 'support' }),
    see('support-similar', ({ ids }) => pathTo('support', {}, { q: `Z${ids.code.slice(1)}` })),
    see('support-nobody', pathTo('support', {}, { q: 'nobody-at-all' })),
  ],
  supportBinding: [see('binding', pathTo('supportBinding'))],
  supportQuarantine: [
    see('quarantine', pathTo('supportQuarantine')),
    seeEmpty('quarantine', pathTo('supportQuarantine')),
    see('quarantine-release', pathTo('supportQuarantine'), {
      async act({ press, dialog }) {
        await press(words.release);
        await dialog.waitFor();
      },
    }),
  ],
  imports: [see('imports', pathTo('imports')), seeEmpty('imports', pathTo('imports'))],
  importNew: [see('import-new', pathTo('importNew'))],
  import: [
    see('import-draft', importOf('draft')),
    see('import-checked', importOf('checked'), { guide: 'import' }),
    see('import-running', importOf('running')),
    see('import-done', importOf('done')),
    see('import-start', importOf('checked'), {
      async act({ press, dialog }) {
        await press(words.import);
        await dialog.waitFor();
      },
    }),
  ],
  ...programScreens,
  ...settingsScreens,
} satisfies Record<RouteName, readonly [View, ...View[]]>;
