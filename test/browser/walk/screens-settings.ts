import { pathTo } from '../../../admin/src/kit/paths.ts';
import { webhookScreens } from './screens-webhooks.ts';
import { see, seeEmpty } from './view.ts';

const words = {
  add: { ru: 'Добавить единицу', en: 'Add a unit' },
  change: { ru: 'Изменить: points', en: 'Change: points' },
  make: { ru: 'Создать ключ', en: 'Make a key' },
  invite: { ru: 'Пригласить', en: 'Invite' },
  email: { ru: 'Почта', en: 'E-mail' },
  percent: { ru: 'Сколько процентов заказа', en: 'Percent of an order' },
  condition: { ru: 'Добавить условие (1)', en: 'Add a condition (1)' },
  wrong: { ru: 'Так сохранить нельзя', en: 'It cannot be saved like this' },
  revoke: { ru: /^Отозвать: /, en: /^Revoke: / },
  remove: { ru: /^Удалить: /, en: /^Remove: / },
} as const;

/** The screens of the settings. */
export const settingsScreens = {
  settings: [see('settings', pathTo('settings'))],
  units: [
    see('units', pathTo('units')),
    seeEmpty('units', pathTo('units')),
    see('units-change', pathTo('units'), {
      async act({ press, dialog }) {
        await press(words.change);
        await dialog.waitFor();
      },
    }),
  ],
  limits: [see('limits', pathTo('limits')), seeEmpty('limits', pathTo('limits'))],
  limit: [
    see('limit', pathTo('limit', { unit: 'points' })),
    see('limit-wrong', pathTo('limit', { unit: 'points' }), {
      async act({ fill, press, expect }) {
        await fill(words.percent, '101');
        await press(words.condition);
        await expect(words.wrong);
      },
    }),
  ],
  snippet: [
    see('snippet', pathTo('snippet'), {
      guide: 'snippet',
      act: ({ page }) => page.getByRole('table').waitFor(),
    }),
    seeEmpty('snippet', pathTo('snippet')),
  ],
  addresses: [see('addresses', pathTo('addresses')), seeEmpty('addresses', pathTo('addresses'))],
  keys: [
    see('keys', pathTo('keys')),
    see('keys-make', pathTo('keys'), {
      async act({ press, dialog }) {
        await press(words.make);
        await dialog.getByRole('radio').last().check();
      },
    }),
    see('keys-made', pathTo('keys'), {
      async act({ press, dialog, stage: { language } }) {
        await press(words.make);
        await dialog.getByRole('textbox').fill('Walk');
        await dialog.getByRole('button', { name: words.make[language] }).click();
        await dialog.getByText(/sfw_/).or(dialog.locator('input[readonly]')).first().waitFor();
      },
    }),
    see('keys-revoke', pathTo('keys'), {
      async act({ page, dialog, stage: { language } }) {
        await page.getByRole('button', { name: words.revoke[language] }).first().click();
        await dialog.waitFor();
      },
    }),
  ],
  ...webhookScreens,
  users: [
    see('users', pathTo('users')),
    see('users-invite', pathTo('users'), {
      async act({ press, dialog }) {
        await press(words.invite);
        await dialog.getByRole('textbox').waitFor();
      },
    }),
    see('users-invited', pathTo('users'), {
      async act({ press, dialog, stage: { language } }) {
        await press(words.invite);
        await dialog.getByRole('textbox').fill('new@school.example');
        await dialog.getByRole('button', { name: words.invite[language], exact: true }).click();
        await dialog.locator('input[readonly], textarea[readonly]').first().waitFor();
      },
    }),
    see('users-remove', pathTo('users'), {
      async act({ page, dialog, stage: { language } }) {
        await page.getByRole('button', { name: words.remove[language] }).first().click();
        await dialog.waitFor();
      },
    }),
  ],
  audit: [
    see('audit', pathTo('audit')),
    see('audit-none', pathTo('audit', {}, { area: 'nothing' })),
    seeEmpty('audit', pathTo('audit')),
  ],
} as const;
