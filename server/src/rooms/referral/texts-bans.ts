import type { BanReason } from '@sarafan/contract';
import type { BanProblem } from './types-bans.ts';

/** Why a ban was not changed. */
export const banProblemTexts = {
  ru: {
    not_a_participant: 'Этот человек не участвует в программе: отстранять некого.',
    banned_already: 'Этот участник уже отстранён.',
    too_many_bans: 'Отстранённых слишком много: сначала верните кого-нибудь.',
    unknown_ban: 'Такого отстранения нет.',
    ban_lifted: 'Отстранение уже снято.',
    no_appeal: 'Апелляции не было: решать не о чем.',
    appeal_decided: 'По этой апелляции уже решено.',
  },
  en: {
    not_a_participant: 'This person does not take part in the program: there is nobody to ban.',
    banned_already: 'This participant is banned already.',
    too_many_bans: 'Too many participants are banned: lift a ban first.',
    unknown_ban: 'There is no such ban.',
    ban_lifted: 'The ban has been lifted already.',
    no_appeal: 'There was no appeal: there is nothing to decide.',
    appeal_decided: 'This appeal has been decided already.',
  },
} as const satisfies Record<'ru' | 'en', Record<BanProblem, string>>;

/** For what somebody was banned, as they read it. */
export const banReasonTexts = {
  ru: {
    paid_advertising: 'платная реклама ссылки или кода',
    contextual_advertising: 'контекстная реклама',
    targeted_advertising: 'таргетированная реклама',
    lookalike_site: 'сайт, похожий на наш',
    spam: 'спам',
    fake_friends: 'выдуманные друзья',
    other: 'нарушение правил программы',
  },
  en: {
    paid_advertising: 'paid advertising of a link or a code',
    contextual_advertising: 'contextual advertising',
    targeted_advertising: 'targeted advertising',
    lookalike_site: 'a site that looks like ours',
    spam: 'spam',
    fake_friends: 'made-up friends',
    other: 'a breach of the rules of the program',
  },
} as const satisfies Record<'ru' | 'en', Record<BanReason, string>>;

/** What whoever is banned reads in their cabinet, and does about it. */
export const banTexts = {
  ru: {
    title: 'Вы отстранены от программы',
    text: 'С {day}, причина: {reason}.',
    means: 'Ваши вознаграждения отменены, а новые приглашения не засчитываются. Награды друзей остаются у них.',
    appealTitle: 'Не согласны?',
    appealHint: 'Напишите, почему это ошибка. Апелляция одна, её прочитает сотрудник.',
    appealLabel: 'Апелляция',
    send: 'Отправить апелляцию',
    empty: 'Напишите хотя бы несколько слов.',
    tooLong: 'Слишком длинно: можно не больше {limit} знаков.',
    again: 'Апелляция уже отправлена: она одна.',
    waiting: 'Апелляция отправлена {day}, её прочитает сотрудник.',
    kept: 'Апелляция отклонена {day}, ответ: {note}',
    lifted: 'Отстранение снято {day}.',
    liftedNote: 'Отстранение снято {day}, ответ: {note}',
    yours: 'Ваша апелляция',
  },
  en: {
    title: 'You are banned from the program',
    text: 'Since {day}, the reason: {reason}.',
    means: 'Your rewards are annulled, and new invitations do not count. What your friends were given stays theirs.',
    appealTitle: 'Do you disagree?',
    appealHint: 'Write why it is a mistake. There is one appeal, and a person will read it.',
    appealLabel: 'Appeal',
    send: 'Send the appeal',
    empty: 'Write a few words at least.',
    tooLong: 'Too long: {limit} characters at most.',
    again: 'The appeal has been sent already: there is one.',
    waiting: 'The appeal was sent on {day}; a person will read it.',
    kept: 'The appeal was turned down on {day}, the answer: {note}',
    lifted: 'The ban was lifted on {day}.',
    liftedNote: 'The ban was lifted on {day}, the answer: {note}',
    yours: 'Your appeal',
  },
} as const;

/** What somebody finds who follows the invitation of whoever is banned. */
export const invalidInvitationTexts = {
  ru: {
    title: 'Это приглашение больше не действует',
    text: 'Оно ничего не даёт ни вам, ни тому, кто пригласил. Но вам всё равно рады.',
  },
  en: {
    title: 'This invitation is no longer valid',
    text: 'It brings nothing to you, or to whoever invited you. You are welcome all the same.',
  },
} as const;
