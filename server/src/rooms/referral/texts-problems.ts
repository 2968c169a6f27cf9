import type { ProgramProblemCode } from './rules/problems.ts';
import { bonusProblemTexts } from './texts-bonuses.ts';
import { choiceProblemTexts } from './texts-choices.ts';
import { expiryProblemTexts } from './texts-expiry.ts';
import { fulfilmentProblemTexts } from './texts-fulfilment.ts';
import { taskProblemTexts } from './texts-tasks.ts';

/** What is wrong with a definition. */
const ownProblemTexts = {
  ru: {
    schema: 'Значение не подходит.',
    missing_field: 'Нет обязательного поля «{field}».',
    wrong_type: 'Нужно значение другого вида.',
    not_one_of: 'Подходит только одно из: {wanted}.',
    wrong_format: 'Нужен формат {wanted}.',
    not_a_condition:
      'Это не условие: нужно all, any или not, либо trait, fact, count, sum, spent или brought, а с ними is и value.',
    too_small: 'Слишком мало: не меньше {limit}.',
    too_great: 'Слишком много: не больше {limit}.',
    too_few_items: 'В списке слишком мало: не меньше {limit}.',
    too_many_items: 'В списке слишком много: не больше {limit}.',
    too_short: 'Текст слишком короткий: не меньше {limit}.',
    too_long: 'Текст слишком длинный: не больше {limit}.',
    repeated_item: 'В списке есть повторы.',
    amount_not_a_number: 'Сумма «{amount}» не число.',
    amount_too_many_decimals: 'В сумме {amount} больше знаков после запятой, чем бывает у единицы.',
    amount_too_large: 'Сумма {amount} слишком велика.',
    amount_negative: 'Сумма {amount} меньше нуля.',
    no_invite: 'Программе нужен хотя бы один способ пригласить: ссылка, код или привязка вручную.',
    ends_before_start: 'Конец ({endsAt}) не позже начала ({startsAt}).',
    never_holds: 'Условие никогда не выполнится: меньше нуля это число не бывает.',
    excludes_another: 'Условия исключают друг друга: {first}; {second}.',
    unknown_unit: 'Единицы «{unit}» нет: сначала создайте её.',
    zero_amount: 'Сумма должна быть больше нуля.',
    duplicate_reward: 'Точно такое же вознаграждение уже есть: {other}. Сложите их в одно.',
    too_many_rewards:
      'Вознаграждений во всех программах вместе стало бы {total}, а можно {limit}: обновите одну из прежних.',
    correction_before_hold_ends:
      'Удержание (дней: {holdDays}) дольше срока исправлений ({correctionDays}): удержанное нельзя было бы исправить.',
    back_date_beyond_window:
      'Привязку можно датировать раньше (дней: {backDateDays}), чем она ещё засчитывается ({windowDays}).',
    bad_host: 'Разрешённый адрес «{host}» — не имя сайта: нужно имя без протокола, порта, пути и звёздочек.',
    link_with_password: 'В ссылке не должно быть имени пользователя и пароля.',
    cap_without_reward: 'Лимит в единице «{unit}», а вознаграждений в ней нет.',
    cap_below_reward: 'Лимит {amount} меньше одного вознаграждения.',
    per_order_of_newcomers: 'Когда код называют при каждой оплате, годятся и прежние покупатели: разрешите их.',
    steps_not_ascending: 'Ступени идут по возрастанию: {from} не больше предыдущей.',
    level_of_friend: 'Уровень есть только у вознаграждения пригласившему.',
    scale_of_level: 'Ступени есть только на первом уровне.',
    limit_below_reward: 'Предел на человека {amount} меньше одного вознаграждения: разрешите начислять остаток.',
    unknown_time_zone: 'Часового пояса «{field}» нет. Пример: Europe/Moscow.',
    link_host_not_allowed: 'Ссылка ведёт на {host}, а этого адреса нет среди разрешённых.',
    link_not_http: 'Ссылка должна начинаться с http:// или https://: {destination}.',
    precedence_not_invited: 'Способ «{channel}» назван в порядке предпочтения, но приглашать им нельзя.',
    too_deep: 'Условия вложены слишком глубоко.',
    too_many_nodes: 'Условий слишком много.',
    unknown_field: 'Поля «{field}» нет.',
    forgeable_field: 'Поле «{field}» знает только браузер: его может подделать кто угодно.',
    operator_not_for_field: 'Поле «{field}» так не сравнивают.',
    value_not_for_operator: 'Значение для поля «{field}» не подходит к сравнению.',
    not_in_where: 'Внутри where о поле «{field}» не спрашивают.',
    brought_means_nothing:
      'О том, что принесли друзья, здесь не спрашивают: такое условие бывает только в правилах оплаты баллами.',
    unknown_program: 'Программы «{field}» нет.',
    limit_asks_for_sums:
      'Правила оплаты единицей «{unit}» спрашивают, что принесли друзья в этой программе: не переставайте это считать.',
    brought_not_counted: 'Программа «{field}» этого не считает: добавьте в неё премию или хранение сумм.',
    brought_not_kept: 'Программа «{field}» не хранит суммы за такой период: добавьте его в хранение сумм.',
    not_summed: 'Поле «{field}» не складывают: там не числа или деньги в разных валютах. О деньгах спрашивает spent.',
    unknown_currency: 'Валюты «{field}» нет.',
    share_without_order: 'Доля бывает только от заказа, а вознаграждение не за заказ.',
    nothing_for_line: 'Правилу для строки нужно одно из двух: percent или amount.',
    rule_never_reached: 'До этого правила дело не дойдёт: предыдущее подходит ко всем строкам.',
    participant_asks_nothing: 'От участника ничего не требуется: добавьте условие, анкету или рассмотрение заявок.',
    repeated_field: 'Название «{field}» уже занято.',
    choice_without_options: 'Для выбора нужны варианты.',
    options_without_choice: 'Варианты бывают только у выбора.',
    bound_without_date: 'Граница «не позже» бывает только у даты.',
    candidate_has_no_order:
      'У того, кто становится участником, нет ни заказа, ни события, о котором спрашивает условие.',
    candidate_has_no_invitation:
      'Того, кто становится участником, никто не приглашал: условие не может об этом спросить.',
    registration_of_known:
      'За регистрацию вознаграждают только новых: укажите, сколько дней человек мог быть известен.',
  },
  en: {
    not_summed: 'The field "{field}" is not added up: no numbers, or money of several currencies. Ask by spent.',
    unknown_currency: 'There is no currency "{field}".',
    share_without_order: 'A share is of an order, and this reward is for none.',
    nothing_for_line: 'A rule for lines needs either percent or amount.',
    rule_never_reached: 'This rule is never reached: the one before fits every line.',
    participant_asks_nothing: 'Nothing is asked of participants: add a condition, a form or an approval.',
    repeated_field: 'The name "{field}" is taken already.',
    choice_without_options: 'A choice needs options.',
    options_without_choice: 'Only a choice has options.',
    bound_without_date: 'Only a date is bounded by notAfter.',
    candidate_has_no_order: 'Whoever joins has no order or event that is judged, so a condition cannot ask about it.',
    candidate_has_no_invitation: 'Whoever joins was invited by nobody, so a condition cannot ask about the invitation.',
    registration_of_known:
      'Only newcomers are rewarded for registering: say for how many days one may have been known.',
    schema: 'The value does not fit.',
    missing_field: 'The required field "{field}" is missing.',
    wrong_type: 'A value of another kind is needed.',
    not_one_of: 'The value must be one of: {wanted}.',
    wrong_format: 'The value must have the format {wanted}.',
    not_a_condition:
      'This is no condition: it needs all, any or not; or trait, fact, count, sum, spent or brought, is and value.',
    too_small: 'This is too small: at least {limit}.',
    too_great: 'This is too great: at most {limit}.',
    too_few_items: 'The list is too short: at least {limit}.',
    too_many_items: 'The list is too long: at most {limit}.',
    too_short: 'The text is too short: at least {limit}.',
    too_long: 'The text is too long: at most {limit}.',
    repeated_item: 'The list repeats itself.',
    amount_not_a_number: 'The amount "{amount}" is not a number.',
    amount_too_many_decimals: 'The amount {amount} has more decimals than its unit.',
    amount_too_large: 'The amount {amount} is too large.',
    amount_negative: 'The amount {amount} is below zero.',
    no_invite: 'A program needs at least one way to invite: a link, a code or binding by hand.',
    ends_before_start: 'The end ({endsAt}) is not after the beginning ({startsAt}).',
    never_holds: 'The condition never holds: this number is never below zero.',
    excludes_another: 'The conditions exclude each other: {first}; {second}.',
    unknown_unit: 'There is no unit "{unit}": make it first.',
    zero_amount: 'The amount must be above zero.',
    duplicate_reward: 'The very same reward stands at {other} already: add them up into one.',
    too_many_rewards:
      'All programs together would have {total} rewards, and {limit} are allowed: renew an old one instead.',
    correction_before_hold_ends:
      'The hold ({holdDays} days) outlasts the correction window ({correctionDays}): it could not be corrected.',
    back_date_beyond_window:
      'A binding may be dated back by {backDateDays} days, but one so old does not count: the window is {windowDays}.',
    bad_host: 'The allowed host "{host}" is not the name of a site: no protocol, port, path or star belongs there.',
    link_with_password: 'The link must not hold a user name or a password.',
    cap_without_reward: 'The cap is in the unit "{unit}", and no reward is.',
    cap_below_reward: 'The cap {amount} is below one reward.',
    per_order_of_newcomers: 'Where a code is named at each payment, earlier customers are welcome: allow them.',
    steps_not_ascending: 'Steps go upwards: {from} is not above the one before.',
    level_of_friend: 'Only a reward to a referrer has a level.',
    scale_of_level: 'Only the first level has steps.',
    limit_below_reward: 'The limit for one person, {amount}, is below one reward: allow the rest to be given.',
    unknown_time_zone: 'There is no time zone "{field}". An example: Europe/Moscow.',
    link_host_not_allowed: 'The link leads to {host}, which is not among the allowed hosts.',
    link_not_http: 'The link must begin with http:// or https://: {destination}.',
    precedence_not_invited: 'The channel "{channel}" is in the precedence, and nobody can invite by it.',
    too_deep: 'The conditions are nested too deeply.',
    too_many_nodes: 'There are too many conditions.',
    unknown_field: 'There is no field "{field}".',
    forgeable_field: 'Only a browser knows the field "{field}": anybody could forge it.',
    operator_not_for_field: 'The field "{field}" is not compared like this.',
    value_not_for_operator: 'The value for the field "{field}" does not suit the comparison.',
    not_in_where: 'Inside where nothing is asked about the field "{field}".',
    brought_means_nothing:
      'Nothing can be asked here of what friends bring: such a condition belongs into the rules of paying with a unit.',
    unknown_program: 'There is no program "{field}".',
    limit_asks_for_sums:
      'The rules of paying in "{unit}" ask what friends bring to this program: do not stop counting it.',
    brought_not_counted: 'The program "{field}" does not count that: give it a bonus, or let it keep sums.',
    brought_not_kept: 'The program "{field}" keeps no sums for such a period: add it to those that it keeps.',
  },
} as const;

/** What is needed where a value has another type than the schema's. */
export const typeTexts = {
  ru: {
    integer: 'Нужно целое число.',
    number: 'Нужно число.',
    string: 'Нужен текст.',
    boolean: 'Нужно «да» или «нет» (true или false).',
    array: 'Нужен список.',
    object: 'Нужен объект с полями.',
    null: 'Здесь ничего не указывают (null).',
  },
  en: {
    integer: 'A whole number is needed.',
    number: 'A number is needed.',
    string: 'A text is needed.',
    boolean: 'Yes or no is needed (true or false).',
    array: 'A list is needed.',
    object: 'An object with fields is needed.',
    null: 'Nothing is said here (null).',
  },
} as const;

/** What is wrong with a definition, bonuses, expiry and handing out included. */
export const problemTexts: Readonly<Record<'ru' | 'en', Readonly<Record<ProgramProblemCode, string>>>> = {
  ru: Object.assign(
    {},
    ownProblemTexts.ru,
    bonusProblemTexts.ru,
    taskProblemTexts.ru,
    choiceProblemTexts.ru,
    expiryProblemTexts.ru,
    fulfilmentProblemTexts.ru,
  ),
  en: Object.assign(
    {},
    ownProblemTexts.en,
    bonusProblemTexts.en,
    taskProblemTexts.en,
    choiceProblemTexts.en,
    expiryProblemTexts.en,
    fulfilmentProblemTexts.en,
  ),
};
