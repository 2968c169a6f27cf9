/** Why a workspace's settings are not changed, by the problem's code. */
export const workspaceTexts = {
  ru: {
    blank_name: 'Название не может состоять из одних пробелов.',
    unknown_time_zone: 'Часового пояса «{zone}» нет. Нужно имя из базы IANA, например Europe/Moscow.',
    bad_site_url: 'Адрес сайта должен начинаться с http:// или https://, без имени пользователя и пароля.',
    not_a_picture: 'Логотип не похож на картинку того вида, который в нём назван.',
  },
  en: {
    blank_name: 'The name cannot be blank.',
    unknown_time_zone: 'There is no time zone "{zone}". It needs a name of the IANA database, like Europe/Moscow.',
    bad_site_url: 'The address of the site must begin with http:// or https://, without a user name and password.',
    not_a_picture: 'The logo does not look like a picture of the kind it names.',
  },
} as const;
