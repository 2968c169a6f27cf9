export type Language = 'ru' | 'en';

/** Russian for whoever's terminal speaks it, English for everybody else. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find((each) => each);
  return locale?.startsWith('ru') ? 'ru' : 'en';
}

const english = {
  title: (program: string) => `A language school tries its program «${program}».`,
  promise: 'When a friend pays for the first time, the friend gets lessons, and so does whoever invited them.',
  shared: (code: string, link: string) => `Anna shares her code, ${code}, and her link, ${link}`,
  became: 'What became of it, and why, in the words of the server:',
  lessons: (count: string) => `${count} ${count === '1' ? 'lesson' : 'lessons'}`,
  given: (who: string, lessons: string) => `${who} +${lessons}`,
  takenBack: (who: string, lessons: string) => `${who}: ${lessons} taken back`,
  anna: 'Anna',
  counted: (counted: number, invited: number) => `Of ${invited} invitations ${counted} count.`,
  total: (lessons: string) => `Anna has ${lessons} to take.`,
  next: 'The server goes on. Try it:',
  docs: 'what the API can do',
  why: 'why Gleb got nothing, as JSON',
  stop: 'Ctrl-C stops it. The data stays, and `npm start` goes on with it.',
  playing: 'Six weeks of the school are being played …',
  played: (people: number, invited: number, orders: number, seconds: number) =>
    `${people} people, ${invited} of them invited, ${orders} orders: ${seconds} s.`,
  where: 'What is where:',
  site: 'the school’s site',
  admin: 'the admin',
  login: 'sign in as',
  cabinet: 'a student’s cabinet (Anna’s)',
  tries: (site: string) => [
    `Try it: ${site}/enter, enter as Anna, copy her invite link and open it in a private window.`,
    'Sign up there and pay by card: Anna and you have 2 lessons each. Pay with a gift certificate: nobody has any.',
    'The admin says why: open the friend there.',
  ],
  portTaken: (port: number) =>
    `The school's site needs port ${port}, which is in use: free it, or choose another PORT for Sarafan.`,
};

export type Words = typeof english;

const russian: Words = {
  title: (program) => `Языковая школа пробует программу «${program}».`,
  promise: 'Когда друг впервые платит, уроки получают и он, и тот, кто его пригласил.',
  shared: (code, link) => `Анна делится кодом ${code} и ссылкой ${link}`,
  became: 'Что из этого вышло и почему, словами сервера:',
  lessons: (count) => `${count} ${lessonForm(count)}`,
  given: (who, lessons) => `${who} +${lessons}`,
  takenBack: (who, lessons) => `${who}: ${lessons} — отозвано`,
  anna: 'Анна',
  counted: (counted, invited) => `Приглашений засчитано: ${counted} из ${invited}.`,
  total: (lessons) => `У Анны ${lessons}.`,
  next: 'Сервер продолжает работать. Попробуйте:',
  docs: 'что умеет API',
  why: 'почему Глеб ничего не получил, в JSON',
  stop: 'Ctrl-C остановит его. Данные останутся, и `npm start` продолжит с ними.',
  playing: 'Разыгрываем шесть недель жизни школы …',
  played: (people, invited, orders, seconds) =>
    `Людей: ${people}, из них приглашённых: ${invited}, заказов: ${orders}; за ${seconds} с.`,
  where: 'Что где:',
  site: 'сайт школы',
  admin: 'админка',
  login: 'войти как',
  cabinet: 'кабинет ученика (Анны)',
  tries: (site) => [
    `Попробуйте: ${site}/enter, войдите за Анну, скопируйте её ссылку и откройте в приватном окне.`,
    'Запишитесь там и заплатите картой: у Анны и у вас будет по 2 урока. Сертификатом — никому ничего.',
    'Почему — скажет админка: откройте в ней друга.',
  ],
  portTaken: (port) => `Сайту школы нужен порт ${port}, а он занят: освободите его или выберите Сарафану другой PORT.`,
};

/** The form that Russian wants after a number: 1 урок, 2 урока, 5 уроков, 11 уроков, 1,5 урока. */
function lessonForm(count: string): string {
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'урок', many: 'уроков' };
  return forms[new Intl.PluralRules('ru').select(Number(count))] ?? 'урока';
}

export const words: Readonly<Record<Language, Words>> = { ru: russian, en: english };
