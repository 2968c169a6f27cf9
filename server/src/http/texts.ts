/** The headings of the readable documentation. */
export const docsTexts = {
  ru: {
    title: 'Справочник API',
    intro:
      'Все адреса, их поля и ответы. То же для программ — в формате OpenAPI 3.1 (ссылка ниже). ' +
      'Описания полей — на английском.',
    contents: 'Содержание',
    access: 'Пользователи, ключи и журнал',
    people: 'Люди',
    ledger: 'Балансы',
    rewards: 'Вознаграждения',
    referral: 'Реферальные программы',
    engine: 'Движок',
    session: 'Вход и сеансы',
    tracking: 'Приём событий',
    parameters: 'Параметры',
    body: 'Тело запроса',
    answers: 'Ответы',
    required: 'обязательно',
    apiKey: 'Ключ API в заголовке Authorization: Bearer',
    writeKey: 'Ключ write или secret как имя пользователя Basic',
    schemas: 'Определения',
    nothing: 'Без тела.',
  },
  en: {
    title: 'API reference',
    intro: 'Every address with its fields and answers. The same for programs is the OpenAPI 3.1 document below.',
    contents: 'Contents',
    access: 'Users, keys and audit log',
    people: 'People',
    ledger: 'Balances',
    rewards: 'Rewards',
    referral: 'Referral programs',
    engine: 'Engine',
    session: 'Signing in',
    tracking: 'Tracking of events',
    parameters: 'Parameters',
    body: 'Body',
    answers: 'Answers',
    required: 'required',
    apiKey: 'An API key in the header Authorization: Bearer',
    writeKey: 'A write or secret key as the user name of Basic',
    schemas: 'Definitions',
    nothing: 'No body.',
  },
} as const;

export type DocsText = keyof (typeof docsTexts)['en'];
