import { Progress, Stack, Text } from '@mantine/core';
import type { TaskStanding } from '@sarafan/contract';
import { useRead } from '../../kit/api.ts';
import { Section } from '../../kit/detail.tsx';
import { decimal } from '../../kit/format.ts';
import { type Language, type Say, useLanguage, useTexts } from '../../kit/i18n.ts';
import { Moment } from '../../kit/moment.tsx';
import { Rows } from '../../kit/rows.tsx';
import { Failure } from '../../kit/states.tsx';
import { referralApi } from './api.ts';
import { useUnits } from './differences.tsx';
import { referralTexts } from './texts.ts';

/** The tasks of a program: who pays, what is left of the fund, how many have taken them and what they brought. */
export function Tasks({ program }: { readonly program: string }) {
  const t = useTexts(referralTexts);
  const language = useLanguage();
  const units = useUnits();
  const { data, error, refetch } = useRead(referralApi.tasks, { params: { program } });
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined || data.items.length === 0) return undefined;
  const unitName = (unit: string): string => units.find((each) => each.unit === unit)?.name[language] ?? unit;
  return (
    <Section title={t('tasks')}>
      <Rows
        label={t('tasks')}
        items={data.items}
        columns={[
          {
            key: 'task',
            title: t('task'),
            cell: ({ name, gifts, sponsor }) => (
              <>
                {name[language]}
                <Text size="sm" c="dimmed">
                  {gifts[language]}
                  {sponsor === null ? '' : ` · ${t('task_paid_by', { sponsor })}`}
                </Text>
              </>
            ),
          },
          { key: 'when', title: t('task_when'), cell: (task) => <When task={task} t={t} /> },
          {
            key: 'fund',
            title: t('task_fund'),
            cell: ({ fund }) => (fund === null ? t('task_no_fund') : <Fund {...{ fund, language, t, unitName }} />),
          },
          {
            ...{ key: 'granted', title: t('task_granted'), align: 'right' },
            cell: ({ granted }) =>
              granted.map(({ unit, amount }) => (
                <div key={unit}>
                  {decimal(amount, language)} <Text span>{unitName(unit)}</Text>
                </div>
              )),
          },
          {
            ...{ key: 'taken', title: t('task_taken'), align: 'right' },
            cell: ({ taken, forAll }) => (forAll ? t('task_for_all') : decimal(String(taken), language)),
          },
        ]}
        keyOf={({ task }) => task}
      />
    </Section>
  );
}

type Key = 'task_open' | 'task_coming' | 'task_over' | 'task_left_of';

function When({ task: { state, from, until }, t }: { readonly task: TaskStanding; readonly t: Say<Key> }) {
  return (
    <>
      {t(`task_${state}`)}
      {state === 'coming' && from !== null ? <Moment at={from} /> : undefined}
      {state !== 'coming' && until !== null ? <Moment at={until} /> : undefined}
    </>
  );
}

interface FundProps {
  readonly fund: NonNullable<TaskStanding['fund']>;
  readonly language: Language;
  readonly t: Say<Key>;
  readonly unitName: (unit: string) => string;
}

function Fund({ fund: { unit, amount, left }, language, t, unitName }: FundProps) {
  const said = { left: decimal(left, language), amount: decimal(amount, language), unit: unitName(unit) };
  const text = t('task_left_of', said);
  return (
    <Stack gap={4}>
      {text}
      <Progress value={(100 * Number(left)) / Number(amount)} size="sm" aria-label={text} />
    </Stack>
  );
}
