import { Stack, Text, Title } from '@mantine/core';
import type { CheckedProgram, LedgerUnit } from '@sarafan/contract';
import { useRead } from '../../kit/api.ts';
import { useAsk } from '../../kit/ask.ts';
import { amountOf, dateTime, plain } from '../../kit/format.ts';
import { type Language, useLanguage, useTexts } from '../../kit/i18n.ts';
import { Ranges } from '../../kit/ranges.tsx';
import { Rows } from '../../kit/rows.tsx';
import { useWorkspace } from '../../kit/session.ts';
import { referralApi } from './api.ts';
import { type Difference, differencesOf } from './describe.ts';
import type { Draft } from './draft.ts';
import { useEditorTexts } from './editing.tsx';
import classes from './editor.module.css';
import { referralTexts } from './texts.ts';
import type { Words } from './words.ts';

export const unitsAtMost = 200;

export function useUnits(): readonly LedgerUnit[] {
  return useRead(referralApi.units, { query: { limit: unitsAtMost } }).data?.items ?? [];
}

/** How the settings of a definition are said in the language of the moment. */
export function useWords(): Words {
  const t = useEditorTexts();
  const language = useLanguage();
  const { timeZone } = useWorkspace();
  const units = useUnits();
  return {
    label: (name) => t(name),
    // A name that nobody knows is one that the contract does not allow; the checker says so.
    named: (name) => t(name as 'yes'),
    amount: (amount, unit) => {
      const named = units.find((each) => each.unit === unit) ?? { name: { ru: unit, en: unit } };
      return amountOf(amount, named, language);
    },
    moment: (text) => (Number.isNaN(Date.parse(text)) ? text : dateTime(text, timeZone, language)),
    days: (count) => t('days', { count }),
    unit: (unit) => plain(units.find((each) => each.unit === unit)?.name[language] ?? unit, 60),
    said: (name, values) => t(name, values),
  };
}

interface DifferencesProps {
  readonly before: Draft;
  readonly after: Draft;
}

/** What differs between two definitions: first for the people who read the rules, then in the settings. */
export function Differences({ before, after }: DifferencesProps) {
  const t = useTexts(referralTexts);
  const words = useWords();
  const found = differencesOf(before, after, words);
  if (found.length === 0) return <Text size="sm">{t('no_differences_text')}</Text>;
  return (
    <Stack gap="md">
      <div>
        <Title order={3} size="h6" mb={4}>
          {t('in_words')}
        </Title>
        <InWords before={before} after={after} />
      </div>
      <div>
        <Title order={3} size="h6" mb={4}>
          {t('in_settings')}
        </Title>
        <SettingRows found={found} />
      </div>
    </Stack>
  );
}

function SettingRows({ found }: { readonly found: readonly Difference[] }) {
  const t = useTexts(referralTexts);
  const cell = (text: string | undefined, name: 'before' | 'after') =>
    text === undefined ? (
      <Text size="sm" c="dimmed">
        {t('absent')}
      </Text>
    ) : (
      <span className={classes[name]}>{plain(text)}</span>
    );
  return (
    <Rows
      label={t('comparison')}
      items={found}
      columns={[
        { key: 'label', title: t('field'), cell: ({ label }) => <span className={classes['setting']}>{label}</span> },
        { key: 'before', title: t('older'), cell: ({ before: text }) => cell(text, 'before') },
        { key: 'after', title: t('newer'), cell: ({ after: text }) => cell(text, 'after') },
      ]}
      keyOf={({ key }) => key}
    />
  );
}

/** The sentences of both definitions, made by the server: those that stay stand between those that go and come. */
function InWords({ before, after }: DifferencesProps) {
  const t = useTexts(referralTexts);
  const language = useLanguage();
  const old = useAsk(referralApi.check, { definition: before }).data;
  const next = useAsk(referralApi.check, { definition: after }).data;
  if (old === undefined || next === undefined) return undefined;
  const [gone, come] = [sentencesOf(old, language, t), sentencesOf(next, language, t)];
  const removed = gone.filter((sentence) => !come.includes(sentence));
  const added = come.filter((sentence) => !gone.includes(sentence));
  if (removed.length === 0 && added.length === 0) return <Text size="sm">{t('words_same')}</Text>;
  return (
    <ul className={classes['sentences']}>
      {removed.map((sentence) => (
        <li key={sentence} data-change="removed">
          <Text span size="xs" c="dimmed">{`${t('removed')}: `}</Text>
          <del>
            <Ranges text={plain(sentence, 600)} />
          </del>
        </li>
      ))}
      {added.map((sentence) => (
        <li key={sentence} data-change="added">
          <Text span size="xs" c="dimmed">{`${t('added')}: `}</Text>
          <ins>
            <Ranges text={plain(sentence, 600)} />
          </ins>
        </li>
      ))}
    </ul>
  );
}

function sentencesOf(
  { promise }: CheckedProgram,
  language: Language,
  t: (key: 'gets_friend' | 'gets_referrer' | 'gets_nothing', values?: { amount: string }) => string,
): string[] {
  if (promise === null) return [];
  const nothing = t('gets_nothing');
  return [
    t('gets_friend', { amount: promise.friendGets?.[language] ?? nothing }),
    t('gets_referrer', { amount: promise.referrerGets?.[language] ?? nothing }),
    ...promise.rules.map((rule) => rule[language]),
  ];
}
