/** Why a spending was refused. */
export const rewardsTexts = {
  ru: {
    unknown_person: 'В этом рабочем пространстве нет такого человека.',
    unknown_unit: 'Нет единицы с таким именем.',
    not_an_amount: 'Сумма должна быть больше нуля и иметь не больше знаков после запятой, чем у единицы.',
    not_enough: 'Столько нет: доступно {available}, нужно {asked}.',
    unknown_grant: 'Такого вознаграждения нет.',
    not_open: 'Это вознаграждение не ждёт выдачи.',
    not_in_review: 'Это вознаграждение не ждёт решения: решать о нём нечего.',
  },
  en: {
    unknown_person: 'There is no such person in this workspace.',
    unknown_unit: 'There is no unit of this name.',
    not_an_amount: 'The amount must be above zero and have no more decimals than its unit.',
    not_enough: 'There is not so much: {available} available, {asked} asked.',
    unknown_grant: 'There is no such reward.',
    not_open: 'This reward does not wait to be handed out.',
    not_in_review: 'This reward is not in review: there is nothing to decide about it.',
  },
} as const;
