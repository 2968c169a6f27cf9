import type { RefusalReason, VerdictStatus } from './rules/verdict.ts';

/** Why a program pays nothing for a person, by the reason of its verdict. */
export const reasonTexts = {
  ru: {
    not_invited: 'Этого человека никто не приглашал',
    unbound: 'Приглашение снято вручную, поэтому вознаграждение не положено',
    program_not_started: 'Приглашение сделано {at}, а программа начинается {startsAt}',
    program_ended: 'Приглашение сделано {at}, а программа закончилась {endsAt}',
    cycle: 'Человек сам начал цепочку, в которой его пригласили: такое приглашение не считается',
    self_referral: 'Человек пригласил сам себя: за это вознаграждение не положено',
    already_paid: 'Этот человек платил ещё до приглашения, {paidAt}: вознаграждают только за первую оплату',
    already_known: 'Этот человек уже был в базе до приглашения: {known}, а допустимо {allowed}',
    friend_condition: '{failure}',
    order_condition: '{failure}',
    reward_condition: '{failure}',
    too_late: 'Слишком поздно: после приглашения прошло {passed}, а допустимо {window}',
    out_of_period: 'Это было {at}, а вознаграждают только в срок: {period}',
    no_rate: 'Заказ в валюте {currency}, а для неё программа не называет курса',
    nothing_to_share: 'Доля от такого заказа равна нулю',
    beyond_limit: 'Сумма больше наибольшей, какую можно начислить',
    refunded: 'Оплата возвращена, поэтому вознаграждение не положено',
    being_counted: 'Считается, сколько уже привёл пригласивший',
    below_first_step: 'Пригласивший пока привёл {reached}, а вознаграждают, начиная с {from}',
    nobody_above: 'Выше по цепочке приглашений никого нет',
    chosen_otherwise: 'Вместо этого вознаграждения выбрано другое',
    task_not_taken: 'К этому времени пригласивший не взял задание «{task}», за которое вознаграждают',
    no_code_on_order: 'При этой оплате не назван ничей код',
    inviter_banned: 'Пригласивший отстранён от программы {since}, поэтому вознаграждение не положено',
    settled: 'Награждено в прежней системе: приглашение импортировано с этой отметкой',
    claimed_elsewhere: 'Друг выбрал другую акцию: {instead}',
    no_payment_yet: 'Пока не было первой оплаты',
    nothing_yet: 'Пока не было того, за что вознаграждают',
  },
  en: {
    not_invited: 'Nobody invited this person',
    unbound: 'The invitation was taken back by hand, so no reward is due',
    program_not_started: 'The invitation was made on {at}, and the program starts on {startsAt}',
    program_ended: 'The invitation was made on {at}, and the program ended on {endsAt}',
    cycle: 'The person began the very chain in which they were invited, and such an invitation does not count',
    self_referral: 'The person invited themselves, and no reward is due for that',
    already_paid: 'This person had paid before the invitation, on {paidAt}: only a first payment is rewarded',
    already_known: 'This person was known before the invitation: for {known}, and {allowed} is allowed',
    friend_condition: '{failure}',
    order_condition: '{failure}',
    reward_condition: '{failure}',
    too_late: 'Too late: {passed} after the invitation, and {window} is allowed',
    out_of_period: 'This was on {at}, and only what is in time is rewarded: {period}',
    no_rate: 'The order is in {currency}, for which the program names no rate',
    nothing_to_share: 'A share of such an order is nothing',
    beyond_limit: 'The amount is beyond the greatest that can be granted',
    refunded: 'The payment was refunded, so no reward is due',
    being_counted: 'What the inviter has brought so far is being counted',
    below_first_step: 'So far the inviter has brought {reached}, and rewards begin at {from}',
    nobody_above: 'There is nobody further up who invited the inviter',
    chosen_otherwise: 'Another reward was chosen in the place of this one',
    task_not_taken: 'By then the inviter had not taken the task “{task}” that is rewarded',
    no_code_on_order: 'Nobody’s code was named at this payment',
    inviter_banned: 'Whoever invited was banned from the program on {since}, so no reward is due',
    settled: 'The other system has rewarded it: the invitation was imported so',
    claimed_elsewhere: 'The friend chose another promotion: {instead}',
    no_payment_yet: 'There has been no first payment yet',
    nothing_yet: 'What is rewarded has not happened yet',
  },
} as const satisfies Record<'ru' | 'en', Record<RefusalReason, string>>;

/** What a verdict says when it has no reason of its own. */
export const statusTexts = {
  ru: {
    none: 'Этого человека никто не приглашал',
    waiting: 'Ждём первой оплаты',
    rewarded: 'Приглашение засчитано: первая оплата {paidAt}',
    credited: 'Приглашение засчитано',
    claimed: 'Друг пришёл по приглашению, но выбрал другую акцию',
    refused: 'Вознаграждение не положено',
    reversed: 'Вознаграждение отменено',
  },
  en: {
    none: 'Nobody invited this person',
    waiting: 'Waiting for the first payment',
    rewarded: 'The invitation counts: the first payment was made on {paidAt}',
    credited: 'The invitation counts',
    claimed: 'The friend came by the invitation and took another promotion',
    refused: 'No reward is due',
    reversed: 'The reward was taken back',
  },
} as const satisfies Record<'ru' | 'en', Record<VerdictStatus | 'credited', string>>;

/** What a rewarded pair says of its payments, where the reward need not be for the first of them. */
export const paymentTexts = {
  ru: {
    later: 'Приглашение засчитано: оплата {paidAt}',
    waiting: 'За оплату {paidAt} вознаграждение пока не положено, хотя за другое положено. {why}',
    refused: 'За оплату {paidAt} вознаграждение не положено, хотя за другое положено. {why}',
    reversed: 'За оплату {paidAt} вознаграждение отменено, хотя за другое положено. {why}',
  },
  en: {
    later: 'The invitation counts: a payment was made on {paidAt}',
    waiting: 'No reward is due yet for the payment of {paidAt}, though one is due for something else. {why}',
    refused: 'No reward is due for the payment of {paidAt}, though one is due for something else. {why}',
    reversed: 'The reward for the payment of {paidAt} was taken back, though one is due for something else. {why}',
  },
} as const;

/** Conditions of which a plainer word is known than the condition's own sentence. */
export const conditionTexts = {
  ru: {
    certificate: 'Заказ оплачен подарочным сертификатом: по правилам программы такая оплата не засчитывается',
    company: 'Юридические лица в этой программе не участвуют: этот человек платит как юридическое лицо',
    sole_trader: 'Индивидуальные предприниматели в этой программе не участвуют: этот человек платит как ИП',
    unknown: 'Условие программы не выполнено',
  },
  en: {
    certificate: 'The order was paid with a gift certificate, which does not count by the rules of the program',
    company: 'Companies do not take part in this program: this person pays as a company',
    sole_trader: 'Individual entrepreneurs do not take part in this program: this person pays as a sole trader',
    unknown: 'A condition of the program was not met',
  },
} as const;

/** How somebody was invited. */
export const invitationTexts = {
  ru: {
    link: 'Приглашение от {referrer}: по ссылке, {at}, код {code}',
    code: 'Приглашение от {referrer}: по коду {code}, {at}',
    manual: 'Приглашение от {referrer}: привязано вручную, {at}, код {code}',
  },
  en: {
    link: 'Invited by {referrer}: by the link, on {at}, code {code}',
    code: 'Invited by {referrer}: by the code {code}, on {at}',
    manual: 'Invited by {referrer}: bound by hand, on {at}, code {code}',
  },
} as const;

/** Between which moments something counts. */
export const periodTexts = {
  ru: { from: 'с {from}', until: 'до {until}', both: 'с {from} до {until}' },
  en: { from: 'from {from}', until: 'before {until}', both: 'from {from} until {until}' },
} as const;

/** What a reward comes to. */
export const earningTexts = {
  ru: {
    earned: 'По правилам положено {amount}',
    earnedByOrder: 'По правилам положено {amount} за заказ {order}',
    by_friends: '{earned}; друзей у пригласившего: {reached}',
    by_payments: '{earned}; оплат друзей у пригласившего: {reached}',
    by_turnover: '{earned}; оборот друзей у пригласившего: {reached}',
  },
  en: {
    earned: 'Due by the rules: {amount}',
    earnedByOrder: 'Due by the rules: {amount} for the order {order}',
    by_friends: '{earned}; friends of the inviter: {reached}',
    by_payments: '{earned}; payments of the inviter’s friends: {reached}',
    by_turnover: '{earned}; turnover of the inviter’s friends: {reached}',
  },
} as const;

/** What became of a reward. */
export const rewardTexts = {
  ru: {
    asked: 'Ждёт ответа общего лимита программы — {amount}',
    asked_limit: 'Ждёт ответа предела на одного человека — {amount}',
    pending: 'Начислено, станет доступно {availableAt} — {amount}',
    waiting: 'Ждёт выдачи — {amount}',
    available: 'Доступно с {availableAt} — {amount}',
    fulfilled: 'Выдано — {amount}',
    review: 'Больше не причитается, но уже не отзывается само: решает сотрудник — {amount}',
    clawed_back: 'Отозвано — {amount}',
    declined: 'Не начислено, общий лимит программы исчерпан — {amount}',
    declined_person: 'Не начислено: так решил сотрудник — {amount}',
    declined_limit: 'Не начислено, предел на одного человека исчерпан — {amount}',
    withdrawn: 'Больше не причитается — {amount}',
    less: '{told}: по правилам положено {owed}, но столько уже не оставалось под пределами программы',
    less_by_limit: '{told}: по правилам положено {owed}, но это больше, чем оставалось до предела на одного человека',
    less_by_cap: '{told}: по правилам положено {owed}, но это больше, чем оставалось в общем лимите программы',
    less_by_fund: '{told}: по правилам положено {owed}, но это больше, чем оставалось в фонде задания',
  },
  en: {
    asked: 'Waits for the program’s common limit — {amount}',
    asked_limit: 'Waits for the limit for one person — {amount}',
    pending: 'Granted, available from {availableAt} — {amount}',
    waiting: 'Waits to be handed out — {amount}',
    available: 'Available since {availableAt} — {amount}',
    fulfilled: 'Handed out — {amount}',
    review: 'No longer due, but not taken back by itself any more: a person decides — {amount}',
    clawed_back: 'Taken back — {amount}',
    declined: 'Not granted, the program’s common limit is used up — {amount}',
    declined_person: 'Not granted: a person decided so — {amount}',
    declined_limit: 'Not granted, the limit for one person is used up — {amount}',
    withdrawn: 'No longer due — {amount}',
    less: '{told}: {owed} would be due by the rules, but the program’s limits had not so much left',
    less_by_limit: '{told}: {owed} would be due by the rules, which is more than the limit for one person had left',
    less_by_cap: '{told}: {owed} would be due by the rules, which is more than the program’s common limit had left',
    less_by_fund: '{told}: {owed} would be due by the rules, which is more than the fund of the task had left',
  },
} as const;

/** Decisions about a program that are no verdicts. */
export const decisionTexts = {
  ru: {
    cap_reached: 'Общий лимит программы исчерпан',
    limit_reached: 'Предел этого вознаграждения на одного человека исчерпан',
    bonus_earned: 'Положена премия: достигнуто {reached}',
    bonus_missed: 'Период закончился без премии: достигнуто {reached}',
    participant_banned: 'Участник отстранён от программы. Причина: {ban}',
    ban_lifted: 'Отстранение от программы снято. Слова сотрудника: {note}',
    task_taken: 'Участник взял задание «{task}»',
    reward_chosen: 'Человек выбрал, что получать: «{option}»',
    participant_joined: 'Человек стал участником программы',
    codes_brought: 'Импорт принёс коды из другой системы: {codes}',
    code_taken: 'Код из другой системы не принесён, он занят: {codes}',
    application_made: 'Человек подал заявку на участие',
    application_accepted: 'Сотрудник одобрил заявку на участие',
    application_refused: 'Сотрудник отклонил заявку на участие. Его слова: {note}',
    application_reopened: 'Отклонённая заявка на участие снова ждёт решения',
    not_qualified: 'Участником программы человек пока не стал. {why}',
    review_spent: 'Вознаграждение больше не причитается, но уже потрачено: оно остаётся, решает сотрудник',
    review_window_closed: 'Вознаграждение больше не причитается, но исправлять поздно: оно остаётся, решает сотрудник',
    accrual_approved: 'Сотрудник проверил и начислил вознаграждение. Его слова: {note}',
    accrual_refused: 'Сотрудник проверил и не начислил вознаграждение. Его слова: {note}',
    review_approved: 'Сотрудник оставил вознаграждение, хотя оно больше не причитается. Его слова: {note}',
    review_refused: 'Сотрудник отозвал вознаграждение, которое больше не причитается. Его слова: {note}',
    other: 'Решение: {outcome}',
  },
  en: {
    cap_reached: 'The program’s common limit is used up',
    limit_reached: 'The limit of this reward for one person is used up',
    bonus_earned: 'A bonus is due: {reached} was reached',
    bonus_missed: 'The period is over without a bonus: {reached} was reached',
    participant_banned: 'The participant was banned from the program. The reason: {ban}',
    ban_lifted: 'The ban from the program was lifted. In the words of the person who did: {note}',
    task_taken: 'The participant took the task “{task}”',
    reward_chosen: 'The person chose what to be given: “{option}”',
    participant_joined: 'The person became a participant of the program',
    codes_brought: 'An import brought codes of another system: {codes}',
    code_taken: 'A code of another system was not brought, it is taken: {codes}',
    application_made: 'The person applied to take part',
    application_accepted: 'A person accepted the application to take part',
    application_refused: 'A person refused the application to take part. In their words: {note}',
    application_reopened: 'The refused application to take part waits again',
    not_qualified: 'The person has not become a participant of the program yet. {why}',
    review_spent: 'The reward is no longer due but was spent already: it stays, and a person decides',
    review_window_closed:
      'The reward is no longer due but it is too late to correct it: it stays, and a person decides',
    accrual_approved: 'A person checked the reward and let it through. In their words: {note}',
    accrual_refused: 'A person checked the reward and did not let it through. In their words: {note}',
    review_approved: 'A person let the reward stand although it is no longer due. In their words: {note}',
    review_refused: 'A person took the reward back, which is no longer due. In their words: {note}',
    other: 'Decision: {outcome}',
  },
} as const;

/** Numbers with their nouns. */
export const countTexts = {
  ru: { day_one: '{count} день', day_few: '{count} дня', day_many: '{count} дней', day_other: '{count} дня' },
  en: { day_one: '{count} day', day_other: '{count} days' },
} as const;

/** Why a command was refused. */
export const commandTexts = {
  ru: {
    unknown_code: 'Такого кода нет.',
    no_manual_binding: 'Программа не разрешает привязывать вручную.',
    in_the_future: 'Привязку нельзя датировать будущим.',
    back_dated_too_far: 'Привязку нельзя датировать так давно: программа этого не разрешает.',
    claim_after_payment:
      'Человек уже заплатил, а после оплаты привязать нельзя. Если код назвали раньше, укажите, когда: задним числом.',
    not_bound: 'У человека нет привязки к этой программе.',
    replay_running: 'Черновик этой компании уже проверяется на прошлом. Дождитесь конца или отмените проверку.',
    period_ends_first: 'Конец периода раньше его начала.',
    unknown_program: 'Такой программы нет.',
    unknown_version: 'У программы нет такой версии.',
    newer_version:
      'Пока вы правили, запущена версия {version}. Ваш черновик сохранён: сравните его с ней и запустите ещё раз.',
    newer_than_seen: 'Тем временем запущена версия {version}. Сравните с ней прежнюю версию и верните её ещё раз.',
    unknown_application: 'Этот человек не подавал заявку на участие в программе.',
    application_decided: 'Заявка уже в другом состоянии: обновите её.',
    no_free_code: 'Не нашлось свободного кода. Повторите запрос.',
    unknown_recipe: 'Такой готовой программы нет: список даёт GET /referral/recipes.',
    already_installed: 'Программа с таким ключом уже есть: измените её новой версией.',
    unknown_choice: 'В программе нет такого выбора вознаграждения.',
    unknown_option: 'Такого вознаграждения нет среди тех, из которых выбирают.',
    not_invited: 'Этого человека никто не приглашал в программу.',
    too_many_choices: 'Этот выбор меняли слишком часто: больше его не изменить.',
    unknown_task: 'В программе нет такого задания.',
    task_over: 'Задание уже завершилось.',
    task_for_all: 'Это задание — для всех участников: брать его не нужно.',
    no_participant: 'Этот человек не участвует в программе.',
    one_of_user_and_person: 'Назовите человека одним из полей: userId или person.',
    unknown_person: 'В этом рабочем пространстве нет такого человека.',
    invalid_program: 'Определение программы не подходит: причины перечислены ниже.',
  },
  en: {
    unknown_code: 'There is no such code.',
    no_manual_binding: 'The program allows no binding by hand.',
    in_the_future: 'A binding cannot be dated in the future.',
    back_dated_too_far: 'A binding cannot be dated back so far: the program does not allow it.',
    claim_after_payment:
      'The person has paid already, and nobody is bound after the payment. If the code was told before, date it back.',
    not_bound: 'The person is not bound to this program.',
    replay_running: 'A draft of this workspace is being replayed already. Wait for its end, or cancel it.',
    period_ends_first: 'The end of the period is before its beginning.',
    unknown_program: 'There is no such program.',
    unknown_version: 'The program has no such version.',
    newer_version:
      'Version {version} was launched while you were editing. Your draft is kept: compare it with that version and ' +
      'launch it again.',
    newer_than_seen: 'Version {version} was launched meanwhile. Compare the earlier one with it, and roll back again.',
    unknown_application: 'This person has not applied to take part in the program.',
    application_decided: 'The application is in another state by now: read it again.',
    no_free_code: 'No free code was found. Repeat the request.',
    unknown_recipe: 'There is no such recipe: GET /referral/recipes lists them.',
    already_installed: 'There is a program with this key already: change it by a new version.',
    unknown_choice: 'The program has no such choice of rewards.',
    unknown_option: 'There is no such reward among those to choose from.',
    not_invited: 'Nobody has invited this person to the program.',
    too_many_choices: 'This choice was changed too often, and cannot be changed any more.',
    unknown_task: 'The program has no such task.',
    task_over: 'The task is over.',
    task_for_all: 'This task is for every participant: nobody has to take it.',
    no_participant: 'The person does not take part in the program.',
    one_of_user_and_person: 'Name the person by one of userId and person.',
    unknown_person: 'There is no such person in this workspace.',
    invalid_program: 'The definition does not fit: the reasons are listed below.',
  },
} as const;

/** The page of a link that leads nowhere. */
export const pageTexts = {
  ru: {
    title: 'Ссылка не найдена',
    text: 'Такой пригласительной ссылки нет. Проверьте, вся ли она скопирована, или попросите прислать её ещё раз.',
    waitTitle: 'Слишком много попыток',
    waitText: 'С вашего адреса открыли слишком много ссылок, которых нет. Попробуйте ещё раз через минуту.',
  },
  en: {
    title: 'This link was not found',
    text: 'There is no such invite link. Check that it was copied whole, or ask for it to be sent again.',
    waitTitle: 'Too many attempts',
    waitText: 'Too many links that do not exist were opened from your address. Try again in a minute.',
  },
} as const;

export type CommandProblem = keyof (typeof commandTexts)['en'];

export function isCommandProblem(reason: string): reason is CommandProblem {
  return Object.hasOwn(commandTexts.en, reason);
}
