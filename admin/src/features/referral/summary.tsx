import { Text, Title } from '@mantine/core';
import type { FriendCost, ProgramProblem, ProgramPromise } from '@sarafan/contract';
import { plain } from '../../kit/format.ts';
import { type Language, languages, useLanguage } from '../../kit/i18n.ts';
import { Mark } from '../../kit/mark.tsx';
import { Ranges } from '../../kit/ranges.tsx';
import { useEditorTexts } from './editing.tsx';
import classes from './editor.module.css';
import { fieldId, placeOf } from './problems.ts';

const titles = { ru: 'Русский', en: 'English' } as const satisfies Record<Language, string>;
const heads = {
  ru: { friend: 'Друг получает', referrer: 'Пригласивший получает', nothing: 'ничего' },
  en: { friend: 'The friend gets', referrer: 'The referrer gets', nothing: 'nothing' },
} as const;

interface SummaryProps {
  readonly promise: ProgramPromise | undefined;
  /** The fields have moved on to something that cannot be read; what is shown is from before. */
  readonly isStale: boolean;
  /** There are no fields beside it that would change it. */
  readonly isAlone?: boolean;
}

/** What people will be told, in both languages at once: the server makes it of the definition itself. */
export function Summary({ promise, isStale, isAlone = false }: SummaryProps) {
  const t = useEditorTexts();
  const hint = t(isAlone ? 'summary_seen' : 'summary_hint');
  return (
    <section className={classes['summary']} data-stale={isStale} aria-label={t('summary')}>
      <Title order={2} size="h5">
        {t('summary')}
      </Title>
      <Text size="xs" c="dimmed">
        {promise === undefined ? t('summary_none') : isStale ? t('summary_waits') : hint}
      </Text>
      {promise === undefined
        ? undefined
        : languages.map((language) => <InLanguage key={language} promise={promise} language={language} />)}
    </section>
  );
}

function InLanguage({ promise, language }: { readonly promise: ProgramPromise; readonly language: Language }) {
  const { friendGets, referrerGets, rules } = promise;
  const { friend, referrer, nothing } = heads[language];
  return (
    <div className={classes['words']} lang={language}>
      <h3>{titles[language]}</h3>
      <div>
        {`${friend}: `}
        <strong>
          <Ranges text={plain(friendGets?.[language] ?? nothing)} />
        </strong>
      </div>
      <div>
        {`${referrer}: `}
        <strong>
          <Ranges text={plain(referrerGets?.[language] ?? nothing)} />
        </strong>
      </div>
      <ul>
        {rules.map((rule) => (
          <li key={rule[language]}>
            <Ranges text={plain(rule[language], 600)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What one friend costs at the most, for whoever pays for it. */
export function CostNote({ costs }: { readonly costs: readonly FriendCost[] }) {
  const t = useEditorTexts();
  const language = useLanguage();
  if (costs.length === 0) return undefined;
  return (
    <section className={classes['summary']} aria-label={t('greatest_cost')}>
      <Title order={2} size="h5">
        {t('greatest_cost')}
      </Title>
      {costs.map(({ unit, sentence, amount }) => (
        <Text key={unit} size="sm" {...(amount === null ? { fw: 600 } : {})}>
          {plain(sentence[language])}
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        {t('greatest_cost_hint')}
      </Text>
    </section>
  );
}

interface ProblemsProps {
  readonly problems: readonly ProgramProblem[];
  /** What keeps nobody from launching. */
  readonly warnings: readonly ProgramProblem[];
  readonly isChecking: boolean;
  readonly draft: unknown;
}

/** Everything that contradicts itself, each with the way to its field. */
export function ProblemList({ problems, warnings, isChecking, draft }: ProblemsProps) {
  const t = useEditorTexts();
  const count = problems.length;
  return (
    <div role="status">
      <Mark tone={count > 0 ? 'bad' : isChecking ? 'plain' : 'good'}>
        {count > 0 ? t('problems', { count }) : isChecking ? t('checking') : t('no_problems')}
      </Mark>
      <Linked problems={problems} draft={draft} />
      {warnings.length === 0 ? undefined : (
        <>
          <Mark tone="attention">{t('warnings')}</Mark>
          <Linked problems={warnings} draft={draft} />
        </>
      )}
    </div>
  );
}

function Linked({ problems, draft }: Pick<ProblemsProps, 'problems' | 'draft'>) {
  const language = useLanguage();
  return (
    <ul className={classes['problems']}>
      {problems.map((problem) => (
        <li key={`${problem.path} ${problem.code}`}>
          <a href={`#${fieldId(placeOf(problem.path, draft))}`} onClick={(event) => lead(event, problem, draft)}>
            {plain(problem[language])}
          </a>
        </li>
      ))}
    </ul>
  );
}

function lead(event: { preventDefault(): void }, { path }: ProgramProblem, draft: unknown): void {
  event.preventDefault();
  const field = document.getElementById(fieldId(placeOf(path, draft)));
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}
