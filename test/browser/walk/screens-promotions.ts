import { pathTo } from '../../../admin/src/kit/paths.ts';
import { see, seeEmpty, type View } from './view.ts';

const words = {
  create: { ru: 'Создать', en: 'Create' },
  nameRu: { ru: 'Название по-русски', en: 'Name in Russian' },
  value: { ru: 'Сколько', en: 'How much' },
  problems: { ru: 'Так сохранить нельзя', en: 'It cannot be saved like this' },
  pause: { ru: 'Приостановить', en: 'Pause' },
  make: { ru: 'Выпустить коды', en: 'Make codes' },
  close: { ru: 'Закрыть тревогу', en: 'Close the alarm' },
} as const;

/** The addresses of promotions. */
export const promotionScreens = {
  promotions: [see('promotions', pathTo('promotions')), seeEmpty('promotions', pathTo('promotions'))],
  promotionNew: [
    see('promotion-new', pathTo('promotionNew')),
    see('promotion-new-wrong', pathTo('promotionNew'), {
      async act({ fill, expect }) {
        await fill(words.nameRu, 'Spring');
        await fill(words.value, '101');
        await expect(words.problems);
      },
    }),
    see('promotion-new-empty', pathTo('promotionNew'), { act: ({ press }) => press(words.create) }),
  ],
  promotionAlarms: [
    see('promotion-alarms', pathTo('promotionAlarms')),
    seeEmpty('promotion-alarms', pathTo('promotionAlarms')),
    see('promotion-alarm-close', pathTo('promotionAlarms'), {
      async act({ press, dialog, stage: { language } }) {
        await press(words.close);
        await dialog.getByRole('button', { name: words.close[language] }).click();
        await dialog.locator('[aria-invalid=true]').waitFor();
      },
    }),
  ],
  promotion: [
    see('promotion-shared', ({ ids }) => pathTo('promotion', { promotion: ids.promotion })),
    see('promotion-codes', ({ ids }) => pathTo('promotion', { promotion: ids.coupons })),
    see('promotion-unknown', pathTo('promotion', { promotion: 'prm_00aaaaaaaaaaaaaaaa' })),
    see('promotion-pause', ({ ids }) => pathTo('promotion', { promotion: ids.promotion }), {
      async act({ press, dialog }) {
        await press(words.pause);
        await dialog.waitFor();
      },
    }),
    see('promotion-make', ({ ids }) => pathTo('promotion', { promotion: ids.coupons }), {
      async act({ press, dialog }) {
        await press(words.make);
        await dialog.waitFor();
      },
    }),
  ],
  promotionEdit: [see('promotion-edit', ({ ids }) => pathTo('promotionEdit', { promotion: ids.promotion }))],
} satisfies Record<string, readonly [View, ...View[]]>;
