import type { ProgramDefinition } from '@sarafan/contract';

const label = (ru: string, en: string): { ru: string; en: string } => ({ ru, en });

/** Asks for what was spent, a form with every kind of field, and somebody who looks at it. */
export const participantByForm = {
  conditions: { spent: 'RUB', is: 'gte', value: 2500 },
  form: [
    { field: 'fullName', label: label('Фамилия, имя, отчество', 'Full name'), kind: 'text', required: true },
    { field: 'born', label: label('Дата рождения', 'Date of birth'), kind: 'date', required: true },
    {
      ...{ field: 'where', label: label('Где расскажете', 'Where you will tell'), kind: 'choice', required: false },
      options: [
        { value: 'blog', label: label('В блоге', 'In a blog') },
        { value: 'shop', label: label('В магазине', 'In a shop') },
      ],
    },
    { field: 'agreed', label: label('Согласен с правилами', 'I agree to the rules'), kind: 'checkbox', required: true },
  ],
  approval: 'manual',
} as const satisfies ProgramDefinition['participant'];
