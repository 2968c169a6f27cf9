import { Alert, List, Stack } from '@mantine/core';
import type { ProgramProblem, Sentence } from '@sarafan/contract';
import { plain } from '../../kit/format.ts';
import { type Say, useLanguage, useTexts } from '../../kit/i18n.ts';
import { promotionsTexts } from './texts.ts';

/** What a promotion gives, in plain words that the server makes of its definition. */
export function Summary({ sentences }: { readonly sentences: readonly Sentence[] }) {
  const language = useLanguage();
  return (
    <List size="sm" spacing={4}>
      {sentences.map((sentence) => (
        <List.Item key={sentence.en}>{plain(sentence[language], 500)}</List.Item>
      ))}
    </List>
  );
}

const fields = {
  '/name/ru': 'nameRu',
  '/name/en': 'nameEn',
  '/discount/percent': 'value',
  '/discount/amount': 'value',
  '/discount/atMost': 'atMost',
  '/minimum': 'minimum',
  '/currency': 'currency',
  '/from': 'from',
  '/until': 'until',
  '/perPerson': 'perPerson',
  '/uses': 'uses',
  '/budget': 'budget',
  '/alarm/persons': 'alarmPersons',
  '/alarm/minutes': 'alarmMinutes',
} as const;

/** The field of the form that a place of the definition is typed into. */
export function fieldOf(path: string): (typeof fields)[keyof typeof fields] | undefined {
  return Object.hasOwn(fields, path) ? fields[path as keyof typeof fields] : undefined;
}

function labelOf(path: string, t: Say<(typeof fields)[keyof typeof fields]>): string {
  const field = fieldOf(path);
  return field === undefined ? '' : `${t(field)}: `;
}

/** What stands against a definition, each with its place. */
export function Problems({ problems }: { readonly problems: readonly ProgramProblem[] }) {
  const t = useTexts(promotionsTexts);
  const language = useLanguage();
  return (
    <Alert color="red" variant="light" title={t('problems')}>
      <Stack gap={4}>
        {problems.map((problem) => (
          <div key={`${problem.path} ${problem.code}`}>
            {labelOf(problem.path, t)}
            {plain(problem[language], 300)}
          </div>
        ))}
      </Stack>
    </Alert>
  );
}
