import { defineTexts } from './i18n.ts';

/** The names of the settings and of their tabs. */
export const settingsTexts = defineTexts('settings', {
  ru: {
    settings: 'Настройки',
    workspace: 'Пространство',
    units: 'Единицы',
    limits: 'Оплата баллами',
    snippet: 'Подключение',
    addresses: 'Адреса',
    keys: 'Ключи',
    webhooks: 'Вебхуки',
    users: 'Пользователи',
    audit: 'Журнал',
  },
  en: {
    settings: 'Settings',
    workspace: 'Workspace',
    units: 'Units',
    limits: 'Paying with points',
    snippet: 'Connect',
    addresses: 'Addresses',
    keys: 'Keys',
    webhooks: 'Webhooks',
    users: 'Users',
    audit: 'Audit log',
  },
});

export type SettingsText = Exclude<(typeof settingsTexts)['keys'], undefined>;
