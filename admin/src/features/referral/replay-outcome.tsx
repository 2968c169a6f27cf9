import { Group, Stack, Text } from '@mantine/core';
import type { ReplayBonus, ReplayPair, ReplayResult } from '@sarafan/contract';
import { Amount } from '../../kit/amount.tsx';
import { Section } from '../../kit/detail.tsx';
import { decimal } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { Rows } from '../../kit/rows.tsx';
import { PairStatus } from '../../kit/standing.tsx';
import { Empty } from '../../kit/states.tsx';
import { Name, Who } from '../../kit/who.tsx';
import { replayTexts } from './texts-replay.ts';

interface OutcomeProps {
  readonly pairs: readonly ReplayPair[];
  readonly bonuses: readonly ReplayBonus[];
  readonly result: ReplayResult;
  readonly program: string;
}

/** What a draft would have changed: in numbers, by side and unit, and person by person. */
export function ReplayOutcome({ pairs, bonuses, result, program }: OutcomeProps) {
  const t = useTexts(replayTexts);
  return (
    <>
      <Section title={t('result')}>
        <Stack gap="md">
          <Counts result={result} />
          {result.totals.length === 0 ? undefined : <ReplayTotals totals={result.totals} />}
        </Stack>
      </Section>
      {pairs.length === 0 && bonuses.length === 0 ? <Unchanged hasPairs={result.pairs > 0} /> : undefined}
      {pairs.length === 0 ? undefined : (
        <Section title={t('people')}>
          <Pairs pairs={pairs} program={program} />
          {result.listed < result.changed ? (
            <Text size="sm" c="dimmed" mt="sm">
              {t('cut', { count: result.listed })}
            </Text>
          ) : undefined}
        </Section>
      )}
      {bonuses.length === 0 ? undefined : (
        <Section title={t('bonuses')}>
          <Bonuses bonuses={bonuses} />
        </Section>
      )}
      {result.bonuses === null ? (
        <Text size="sm" c="dimmed">
          {t('bonuses_left')}
        </Text>
      ) : undefined}
    </>
  );
}

/** Nothing that would change is something else than nothing to look at. */
function Unchanged({ hasPairs }: { readonly hasPairs: boolean }) {
  const t = useTexts(replayTexts);
  return hasPairs ? (
    <Empty title={t('nobody')} text={t('nobody_text')} />
  ) : (
    <Empty title={t('no_pairs')} text={t('no_pairs_text')} />
  );
}

const counted = ['pairs', 'changed', 'more', 'less', 'declined'] as const;

function Counts({ result }: { readonly result: ReplayResult }) {
  const t = useTexts(replayTexts);
  const language = useLanguage();
  const shown = counted.filter((name) => name !== 'declined' || result.declined > 0);
  return (
    <Group gap="xl">
      {shown.map((name) => (
        <div key={name}>
          <Text size="xs" c="dimmed">
            {t(name)}
          </Text>
          <Text fw={600} size="lg">
            {decimal(String(result[name]), language)}
          </Text>
        </div>
      ))}
    </Group>
  );
}

/** What every side has of each unit, and would have. */
export function ReplayTotals({ totals }: Pick<ReplayResult, 'totals'>) {
  const t = useTexts(replayTexts);
  const column = (key: 'before' | 'after' | 'difference') => ({
    ...({ key, title: t(key), align: 'right' } as const),
    cell: (total: ReplayResult['totals'][number]) => <Amount amount={total[key]} unit={total.unit} />,
  });
  return (
    <Rows
      label={t('totals')}
      items={totals}
      columns={[
        { key: 'side', title: t('side'), cell: ({ side }) => t(`${side}_side`) },
        column('before'),
        column('after'),
        column('difference'),
      ]}
      keyOf={({ side, unit }) => `${side} ${unit}`}
    />
  );
}

function Pairs({ pairs, program }: Pick<OutcomeProps, 'pairs' | 'program'>) {
  const t = useTexts(replayTexts);
  return (
    <Rows
      label={t('people')}
      items={pairs}
      columns={[
        {
          key: 'friend',
          title: t('friend'),
          cell: ({ friend, friendPerson }) => <Name person={friend} summary={friendPerson} />,
        },
        {
          key: 'referrer',
          title: t('referrer'),
          cell: ({ referrer, referrerPerson }) => <Who person={referrer} summary={referrerPerson} />,
        },
        { key: 'before', title: t('before'), cell: ({ before }) => <Outcome outcome={before} /> },
        { key: 'after', title: t('after'), cell: ({ after }) => <Outcome outcome={after} /> },
      ]}
      keyOf={({ friend }) => friend}
      hrefOf={({ friend }) => pathTo('pair', { program, friend })}
    />
  );
}

function Bonuses({ bonuses }: Pick<OutcomeProps, 'bonuses'>) {
  const t = useTexts(replayTexts);
  return (
    <Rows
      label={t('bonuses')}
      items={bonuses}
      columns={[
        {
          key: 'whose',
          title: t('whose'),
          cell: ({ holder, holderPerson }) => <Name person={holder} summary={holderPerson} />,
        },
        { key: 'before', title: t('before'), cell: ({ before }) => <Amounts sums={before} /> },
        { key: 'after', title: t('after'), cell: ({ after }) => <Amounts sums={after} /> },
      ]}
      keyOf={({ holder }) => holder}
      hrefOf={({ holder }) => pathTo('person', { person: holder })}
    />
  );
}

function Amounts({ sums }: { readonly sums: ReplayBonus['before'] }) {
  const t = useTexts(replayTexts);
  if (sums.length === 0) return t('no_bonus');
  return (
    <Stack gap={4} align="flex-start">
      {sums.map(({ unit, amount }) => (
        <Amount key={unit} amount={amount} unit={unit} />
      ))}
    </Stack>
  );
}

/** What each side gets, and why. */
function Outcome({ outcome: { status, sentence, rewards } }: { readonly outcome: ReplayPair['before'] }) {
  const t = useTexts(replayTexts);
  const language = useLanguage();
  return (
    <Stack gap={4} align="flex-start">
      <PairStatus status={status} />
      {rewards.map(({ side, unit, amount }) => (
        <Text key={`${side} ${unit}`} size="sm">
          {`${t(`${side}_side`)}: `}
          <Amount amount={amount} unit={unit} />
        </Text>
      ))}
      {rewards.length === 0 ? (
        <Text size="sm" c="dimmed">
          <Plain text={sentence[language]} atMost={300} />
        </Text>
      ) : undefined}
    </Stack>
  );
}
