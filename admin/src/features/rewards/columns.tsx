import { Text } from '@mantine/core';
import type { ProgramSummary, RewardGrant } from '@sarafan/contract';
import { Amount, useUnits } from '../../kit/amount.tsx';
import { useRead } from '../../kit/api.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import type { ListColumn } from '../../kit/rows.tsx';
import { GrantState, useStandings } from '../../kit/standing.tsx';
import { Name, nameOf, Who } from '../../kit/who.tsx';
import { rewardsApi } from './api.ts';
import { rewardsTexts } from './texts.ts';

const atMost = 200;

/** Programs by their ids, for names in rows and filters. */
export function usePrograms(): readonly ProgramSummary[] {
  return useRead(rewardsApi.programs, { query: { limit: atMost } }).data?.items ?? [];
}

/** Why a reward is or was given stands in the pair that it is for. */
export function explanationOf({ program, friend }: RewardGrant): string {
  return pathTo('pair', { program, friend });
}

export function useGrantColumns(): Record<
  'holder' | 'amount' | 'friend' | 'program' | 'state' | 'granted',
  ListColumn<RewardGrant>
> {
  const t = useTexts(rewardsTexts);
  const standing = useStandings();
  const language = useLanguage();
  const programs = usePrograms();
  const programName = (id: string): string => programs.find(({ program }) => program === id)?.name[language] ?? id;
  const units = useUnits();
  return {
    holder: {
      ...{ key: 'holder', title: t('holder') },
      cell: ({ holder, holderPerson, side }) => (
        <>
          <Name person={holder} summary={holderPerson} />{' '}
          <Text span size="xs" c="dimmed">
            {t(`side_${side}`)}
          </Text>
        </>
      ),
      text: ({ holder, holderPerson }) => nameOf(holderPerson, holder),
      beside: { title: t('side'), text: ({ side }) => t(`side_${side}`) },
    },
    amount: {
      ...{ key: 'amount', title: t('amount'), align: 'right' },
      cell: ({ amount, unit }) => <Amount amount={amount} unit={unit} />,
      text: ({ amount }, { number }) => number(amount),
      beside: {
        title: t('unit'),
        text: ({ unit }) => units?.find((each) => each.unit === unit)?.name[language] ?? unit,
      },
    },
    friend: {
      ...{ key: 'friend', title: t('for_whom') },
      cell: ({ side, friend, friendPerson }) => (
        <Who person={side === 'bonus' ? null : friend} summary={friendPerson} />
      ),
      text: ({ side, friend, friendPerson }) => (side === 'bonus' ? '' : nameOf(friendPerson, friend)),
    },
    program: {
      ...{ key: 'program', title: t('program') },
      cell: ({ program }) => <Plain text={programName(program)} atMost={60} />,
      text: ({ program }) => programName(program),
    },
    state: {
      ...{ key: 'state', title: t('state') },
      cell: ({ state }) => <GrantState state={state} />,
      text: ({ state }) => standing(`grant_${state}`),
    },
    granted: {
      ...{ key: 'grantedAt', title: t('granted') },
      cell: ({ grantedAt }) => <Moment at={grantedAt} />,
      text: ({ grantedAt }, { moment }) => moment(grantedAt),
    },
  };
}
