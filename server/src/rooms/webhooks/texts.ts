/** What this room refuses, by the problem's code. */
export const webhooksTexts = {
  ru: {
    not_a_url: 'Это не адрес. Пример: https://example.com/webhooks.',
    not_https: 'Адрес должен начинаться с https://: иначе сообщения читает любой по пути.',
    url_has_user: 'В адресе не должно быть имени и пароля: подлинность подтверждает подпись.',
    address_refused: 'Адрес ведёт в закрытую сеть или на сам сервер. Нужен адрес, доступный из интернета.',
    too_many_subscriptions: 'Подписок уже {limit}, больше нельзя. Удалите ненужную.',
    subscription_disabled: 'Подписка выключена. Сначала включите её.',
    under_way: 'Эта доставка идёт прямо сейчас. Подождите немного.',
    too_many_attempts: 'Попыток уже {limit}, больше нельзя.',
  },
  en: {
    not_a_url: 'This is no address. An example: https://example.com/webhooks.',
    not_https: 'The address must begin with https://, or anybody on the way reads the messages.',
    url_has_user: 'The address must hold no user name and no password: the signature proves who sends.',
    address_refused: 'The address leads into a private network or to the server itself. It must be on the Internet.',
    too_many_subscriptions: 'There are {limit} subscriptions already, and no more are allowed. Delete one.',
    subscription_disabled: 'The subscription is disabled. Enable it first.',
    under_way: 'This delivery is under way right now. Wait a moment.',
    too_many_attempts: 'There were {limit} attempts already, and no more are allowed.',
  },
} as const;

export type WebhooksProblem = keyof (typeof webhooksTexts)['en'];

/** Why nothing is sent to an endpoint any more. */
export const disabledTexts = {
  ru: {
    by_hand: 'Выключена вручную.',
    gone: 'Выключена: адрес ответил 410 (Gone), то есть больше не хочет сообщений.',
    failing: 'Выключена: за пять дней не удалось доставить ничего.',
  },
  en: {
    by_hand: 'Disabled by hand.',
    gone: 'Disabled: the endpoint answered 410 (Gone), so it wants no more messages.',
    failing: 'Disabled: for five days nothing could be delivered.',
  },
} as const;

/** What became of an attempt. */
export const attemptTexts = {
  ru: {
    delivered: 'Доставлено: адрес ответил {status}.',
    gone: 'Адрес ответил 410 (Gone) и больше не хочет сообщений.',
    redirected:
      'Адрес ответил {status} и направил в другое место. Перенаправления не выполняются: укажите конечный адрес.',
    refused: 'Адрес ответил {status}. Доставлено считается только при ответе 2xx.',
    address_refused: 'Имя ведёт в закрытую сеть или на сам сервер, поэтому соединения не было.',
    unknown_host: 'Такого имени нет в DNS.',
    connection_refused: 'Соединение не принято.',
    connection_lost: 'Соединение оборвалось до ответа.',
    certificate: 'Сертификат адреса не подошёл.',
    timeout: 'Ответа не было 15 секунд.',
    no_answer: 'Ответа не было или его нельзя прочитать.',
  },
  en: {
    delivered: 'Delivered: the endpoint answered {status}.',
    gone: 'The endpoint answered 410 (Gone): it wants no more messages.',
    redirected:
      'The endpoint answered {status} and pointed elsewhere. Redirects are not followed: give the final address.',
    refused: 'The endpoint answered {status}. Only 2xx counts as delivered.',
    address_refused: 'The name leads into a private network or to the server itself, so no connection was made.',
    unknown_host: 'DNS knows no such name.',
    connection_refused: 'The connection was not accepted.',
    connection_lost: 'The connection broke before there was an answer.',
    certificate: 'The certificate of the endpoint does not fit.',
    timeout: 'There was no answer for 15 seconds.',
    no_answer: 'There was no answer, or none that can be read.',
  },
} as const;
