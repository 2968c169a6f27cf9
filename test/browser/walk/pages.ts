import type { WalkStage } from './stage.ts';
import { see, type View } from './view.ts';

const words = {
  leave: { ru: 'Выйти', en: 'Sign out' },
  name: { ru: 'Имя', en: 'Name' },
  email: { ru: 'Электронная почта', en: 'E-mail' },
  place: { ru: 'Название места', en: 'Name of the place' },
  makeLink: { ru: 'Сделать ссылку', en: 'Make a link' },
  navigation: { ru: 'Открыть разделы', en: 'Open the navigation' },
  userMenu: { ru: 'Меню пользователя', en: 'User menu' },
} as const;

async function cabinetOf({ ask, ids }: WalkStage, userId: string): Promise<string> {
  const made = await ask<{ url: string }>('POST', `/referral/programs/${ids.program}/cabinet-links`, { userId });
  return made.url;
}

const invited = ({ ids }: WalkStage): string => `/r/${ids.code}`;
const asStranger = { who: 'stranger' } as const;

/** There are hundreds of descriptions, all of one form. */
const openSome = `for (const [index, each] of document.querySelectorAll('details').entries()) {
  if (index % 9 === 0) each.open = true;
  else each.remove();
}`;

/** What customers see, and what anybody may read. */
export const customerPages: readonly View[] = [
  see('landing', invited, { ...asStranger, guide: 'landing' }),
  see('landing-no-inviter', ({ ids }) => `/i/${ids.program}`, asStranger),
  see('landing-refused', invited, {
    ...asStranger,
    async act({ fill, page }) {
      await fill(words.name, 'Борис');
      await fill(words.email, 'boris');
      await page.locator('main button').click();
      await page.locator('[aria-invalid=true]').first().waitFor();
    },
  }),
  see('landing-thanks', invited, {
    ...asStranger,
    async act({ fill, page, stage: { language } }) {
      await fill(words.name, 'Борис');
      await fill(words.email, `guest-${language}@example.com`);
      await page.getByRole('checkbox').check();
      await page.locator('main button').click();
      await page.waitForURL(/\/thanks/);
    },
  }),
  see('landing-over', ({ ids }) => `/i/${ids.ended}`, asStranger),
  see('landing-unknown', '/i/nothing', asStranger),
  see('rules', ({ ids }) => `/rules/${ids.program}`, asStranger),
  see('rules-over', ({ ids }) => `/rules/${ids.ended}`, asStranger),
  see('rules-unknown', '/rules/nothing', asStranger),
  see('invite-unknown', '/r/NOTHING9', asStranger),
  see('cabinet', (stage) => cabinetOf(stage, 'anna'), { ...asStranger, guide: 'cabinet' }),
  see('cabinet-new', (stage) => cabinetOf(stage, 'zoya'), asStranger),
  see('cabinet-links', (stage) => cabinetOf(stage, 'zoya'), {
    ...asStranger,
    async act({ page, fill, press }) {
      await fill(words.place, 'blog');
      await press(words.makeLink);
      await page.locator('#links details summary').first().click();
    },
  }),
  see('cabinet-left', (stage) => cabinetOf(stage, 'anna'), {
    ...asStranger,
    async act({ page, press }) {
      await press(words.leave);
      await page.waitForURL(/left=1/);
    },
  }),
  see('cabinet-closed', ({ ids }) => `/me/${ids.program}`, asStranger),
  see('cabinet-bad', ({ ids }) => `/me/${ids.program}?token=nothing`, asStranger),
  see('documentation', '/api/docs', {
    ...asStranger,
    act: ({ page }) => page.evaluate(openSome),
  }),
];

/** What stands around every screen of the admin. */
export const shellViews: readonly View[] = [
  see('not-found', '/admin/no-such-screen'),
  see('navigation', '/admin/people', {
    only: 390,
    async act({ page, press, dialog }) {
      await page.setViewportSize({ width: 390, height: 844 });
      await press(words.navigation);
      await dialog.waitFor();
    },
  }),
  see('user-menu', '/admin/people', {
    only: 1440,
    async act({ page, press }) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await press(words.userMenu);
      await page.getByRole('menu').waitFor();
    },
  }),
];
