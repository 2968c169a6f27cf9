/** Why a unit is not saved. */
export const ledgerTexts = {
  ru: {
    invalid_name: 'Имя единицы начинается с латинской буквы и состоит из букв, цифр и знака _, не больше 32.',
    invalid_exponent: 'Число знаков после запятой — целое от 0 до 9.',
    exponent_is_fixed: 'У этой единицы другое число знаков после запятой, и его нельзя изменить.',
  },
  en: {
    invalid_name: 'The name of a unit begins with a Latin letter and has letters, digits and _ only, at most 32.',
    invalid_exponent: 'The number of decimals is a whole number from 0 to 9.',
    exponent_is_fixed: 'This unit has another number of decimals, and that never changes.',
  },
} as const;
