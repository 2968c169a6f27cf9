import { pathTo } from '../../../admin/src/kit/paths.ts';
import type { WalkStage } from './stage.ts';
import type { WalkIds } from './story.ts';
import { see, seeEmpty } from './view.ts';

const words = {
  add: { ru: 'Добавить адрес', en: 'Add an address' },
  url: { ru: 'Адрес', en: 'Address' },
  all: { ru: 'Награду можно потратить', en: 'A reward can be spent' },
  change: { ru: 'Изменить', en: 'Change' },
  test: { ru: 'Отправить пробу', en: 'Send a test' },
  rotate: { ru: 'Сменить секрет', en: 'Rotate the secret' },
  disable: { ru: 'Выключить', en: 'Disable' },
  remove: { ru: 'Удалить', en: 'Delete' },
} as const;

type Endpoint = 'well' | 'failing' | 'gone';

const endpointOf =
  (which: Endpoint) =>
  ({ ids }: WalkStage): string =>
    pathTo('webhook', { subscription: ids.hooks[which] });

const deliveryOf =
  (which: Endpoint, delivery: keyof WalkIds['hooks']) =>
  ({ ids }: WalkStage): string =>
    pathTo('webhookDelivery', { subscription: ids.hooks[which], delivery: ids.hooks[delivery] });

/** The screens of webhooks, which stand among the settings. */
export const webhookScreens = {
  webhooks: [
    see('webhooks', pathTo('webhooks'), { guide: 'webhooks' }),
    seeEmpty('webhooks', pathTo('webhooks')),
    see('webhooks-add', pathTo('webhooks'), {
      async act({ press, dialog, stage: { language } }) {
        await press(words.add);
        await dialog.getByRole('textbox').first().fill('https://127.0.0.1/');
        await dialog.getByRole('checkbox', { name: words.all[language] }).check();
      },
    }),
    see('webhooks-made', pathTo('webhooks'), {
      async act({ press, dialog, stage: { language } }) {
        await press(words.add);
        await dialog.getByRole('textbox').first().fill('https://shop.school.example/hooks');
        await dialog.getByRole('checkbox', { name: words.all[language] }).check();
        await dialog.getByRole('button', { name: words.add[language] }).click();
        await dialog.locator('input[readonly]').waitFor();
      },
    }),
  ],
  webhook: [
    see('webhook', endpointOf('well'), { guide: 'webhook' }),
    see('webhook-failing', endpointOf('failing')),
    see('webhook-gone', endpointOf('gone')),
    see('webhook-none', (stage) => `${endpointOf('well')(stage)}?state=failed`),
    see('webhook-unknown', pathTo('webhook', { subscription: 'whk_aaaaaaaaaaaaaaaa' })),
    see('webhook-test', endpointOf('well'), {
      async act({ press, dialog }) {
        await press(words.test);
        await dialog.getByRole('radio').last().check();
      },
    }),
    see('webhook-change', endpointOf('well'), {
      async act({ press, dialog }) {
        await press(words.change);
        await dialog.getByRole('textbox').first().waitFor();
      },
    }),
    see('webhook-disable', endpointOf('failing'), {
      async act({ press, dialog }) {
        await press(words.disable);
        await dialog.waitFor();
      },
    }),
    see('webhook-remove', endpointOf('well'), {
      async act({ press, dialog }) {
        await press(words.remove);
        await dialog.waitFor();
      },
    }),
    see('webhook-rotated', endpointOf('failing'), {
      async act({ press, dialog, stage: { language } }) {
        await press(words.rotate);
        await dialog.getByRole('button', { name: words.rotate[language] }).click();
        await dialog.locator('input[readonly]').waitFor();
      },
    }),
  ],
  webhookDelivery: [
    see('webhook-delivery', deliveryOf('well', 'delivered')),
    see('webhook-delivery-unknown', (stage) =>
      pathTo('webhookDelivery', { subscription: stage.ids.hooks.well, delivery: 'dlv_aaaaaaaaaaaaaaaa' }),
    ),
    see('webhook-delivery-again', deliveryOf('failing', 'repeated')),
  ],
} as const;
