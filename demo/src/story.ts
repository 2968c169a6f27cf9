import type { School } from './school.ts';
import type { Language } from './words.ts';

/** One friend of the story: who they are, and what they do with the invitation that Anna shared. */
export interface Friend {
  readonly userId: string;
  readonly name: Readonly<Record<Language, string>>;
  /** Follows the name in a sentence. */
  readonly about: Readonly<Record<Language, string>>;
  readonly act: (school: School, invitation: Invitation) => Promise<void>;
}

export interface Invitation {
  readonly code: string;
  readonly link: string;
}

export const referrer = 'anna';

const pay = (school: School, userId: string, order: string, more: object = {}): Promise<void> =>
  school.track(userId, 'Order Completed', { order_id: order, total: 4_000, currency: 'RUB', ...more });

const signUp = (school: School, userId: string, more: object = {}): Promise<void> =>
  school.identify(userId, { name: userId, email: `${userId}@example.com`, legal_form: 'person', ...more });

/** Every way in which a friend's story may go; the explanations are the server's own. */
export const friends: readonly Friend[] = [
  {
    userId: 'boris',
    name: { ru: 'Борис', en: 'Boris' },
    about: { ru: 'вводит код при регистрации и платит', en: 'enters the code at sign-up and pays' },
    async act(school, { code }) {
      await signUp(school, 'boris', { referral_code: code.toLowerCase() });
      await pay(school, 'boris', 'B-1');
    },
  },
  {
    userId: 'vera',
    name: { ru: 'Вера', en: 'Vera' },
    about: {
      ru: 'переходит по ссылке, позже регистрируется и покупает самый большой пакет',
      en: 'follows the link, signs up later and buys the largest pack',
    },
    async act(school, { link }) {
      const click = await school.follow(link);
      const anonymousId = 'demo-browser-vera';
      const context = { referrer: { type: 'sarafan', id: click } };
      await school.browser({ type: 'page', name: 'Home', anonymousId, context, messageId: 'demo-page-vera' });
      await school.identify('vera', { name: 'vera', email: 'vera@example.com' }, { anonymousId });
      await pay(school, 'vera', 'V-1', { total: 51_200 });
    },
  },
  {
    userId: 'zhenya',
    name: { ru: 'Женя', en: 'Zhenya' },
    about: {
      ru: 'до оплаты называет код менеджеру по телефону',
      en: 'tells the code to a manager on the phone before paying',
    },
    async act(school, { code }) {
      await signUp(school, 'zhenya');
      await school.bind('zhenya', code);
      await pay(school, 'zhenya', 'Z-1');
    },
  },
  {
    userId: 'igor',
    name: { ru: 'Игорь', en: 'Igor' },
    about: {
      ru: 'платит один раз, а событие приходит пятьдесят раз',
      en: 'pays once, and the event arrives fifty times',
    },
    async act(school, { code }) {
      await signUp(school, 'igor', { referral_code: code });
      for (let repeat = 0; repeat < 50; repeat += 1) await pay(school, 'igor', 'I-1');
    },
  },
  {
    userId: 'pavel',
    name: { ru: 'Павел', en: 'Pavel' },
    about: { ru: 'платит дважды', en: 'pays twice' },
    async act(school, { code }) {
      await signUp(school, 'pavel', { referral_code: code });
      await pay(school, 'pavel', 'P-1');
      await pay(school, 'pavel', 'P-2');
    },
  },
  {
    userId: 'gleb',
    name: { ru: 'Глеб', en: 'Gleb' },
    about: { ru: 'платит подарочным сертификатом', en: 'pays with a gift certificate' },
    async act(school, { code }) {
      await signUp(school, 'gleb', { referral_code: code });
      await pay(school, 'gleb', 'G-1', { payments: [{ method: 'gift_certificate', amount: 4_000 }] });
    },
  },
  {
    userId: 'dina',
    name: { ru: 'Дина', en: 'Dina' },
    about: { ru: 'уже платила год назад', en: 'had paid a year before' },
    async act(school, { code }) {
      const lastYear = new Date();
      lastYear.setFullYear(lastYear.getFullYear() - 1);
      await school.track('dina', 'Order Completed', { order_id: 'D-0', total: 4_000 }, lastYear);
      await signUp(school, 'dina', { referral_code: code });
      await pay(school, 'dina', 'D-1');
    },
  },
  {
    userId: 'egor',
    name: { ru: 'Егор', en: 'Egor' },
    about: { ru: 'платит как индивидуальный предприниматель', en: 'pays as a sole trader' },
    async act(school, { code }) {
      await signUp(school, 'egor', { referral_code: code, legal_form: 'sole_trader' });
      await pay(school, 'egor', 'E-1');
    },
  },
  {
    userId: 'kira',
    name: { ru: 'Кира', en: 'Kira' },
    about: { ru: 'платит и возвращает деньги', en: 'pays and takes the money back' },
    async act(school, { code }) {
      await signUp(school, 'kira', { referral_code: code });
      await pay(school, 'kira', 'K-1');
      await school.track('kira', 'Order Refunded', { order_id: 'K-1' });
    },
  },
  {
    userId: 'lev',
    name: { ru: 'Лев', en: 'Lev' },
    about: { ru: 'зарегистрировался и пока не платил', en: 'signed up and has not paid yet' },
    act: (school, { code }) => signUp(school, 'lev', { referral_code: code }),
  },
  {
    userId: 'mila',
    name: { ru: 'Мила', en: 'Mila' },
    about: { ru: 'вводит код уже после оплаты', en: 'enters the code only after paying' },
    async act(school, { code }) {
      await signUp(school, 'mila');
      await pay(school, 'mila', 'M-1');
      await school.track('mila', 'Referral Code Entered', { code });
    },
  },
  {
    userId: 'stranger',
    name: { ru: 'Незнакомец', en: 'A stranger' },
    about: { ru: 'платит без всякого приглашения', en: 'pays without any invitation' },
    async act(school) {
      await signUp(school, 'stranger');
      await pay(school, 'stranger', 'S-1');
    },
  },
  {
    userId: 'forger',
    name: { ru: 'Обманщик', en: 'A forger' },
    about: {
      ru: 'вводит код и подделывает оплату в браузере',
      en: 'enters the code and fakes a payment in the browser',
    },
    async act(school, { code }) {
      await signUp(school, 'forger', { referral_code: code });
      await school.browser({
        type: 'track',
        event: 'Order Completed',
        userId: 'forger',
        anonymousId: 'demo-browser-forger',
        properties: { order_id: 'F-1', total: 1_000_000 },
        messageId: 'demo-forged-order',
      });
    },
  },
];
