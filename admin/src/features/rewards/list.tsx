import { Button, Group, Text, TextInput } from '@mantine/core';
import { firstPage, useAddress } from '../../kit/address.ts';
import { useRead } from '../../kit/api.ts';
import { daysBefore, momentAt } from '../../kit/days.ts';
import { plain } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { useGo } from '../../kit/link.tsx';
import { List } from '../../kit/list.tsx';
import { Mark } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { useWorkspace } from '../../kit/session.ts';
import { grantStates, useStandings } from '../../kit/standing.tsx';
import { rewardsApi } from './api.ts';
import { explanationOf, useGrantColumns, usePrograms } from './columns.tsx';
import { RewardsFrame } from './frame.tsx';
import { rewardsTexts } from './texts.ts';

const unitsAtMost = 200;

/** Every reward that was ever granted; a row leads to the pair it is for, with why. */
export function RewardsScreen() {
  const t = useTexts(rewardsTexts);
  const standing = useStandings();
  const language = useLanguage();
  const go = useGo();
  const { values } = useAddress();
  const columns = useGrantColumns();
  const programs = usePrograms();
  const units = useRead(rewardsApi.units, { query: { limit: unitsAtMost } }).data?.items ?? [];
  const { from, to, person } = values;
  const period = usePeriod(from, to);
  const isNarrowed = [from, to, person].some((value) => value !== undefined);
  return (
    <RewardsFrame>
      <Narrowing />
      <List
        label={t('rewards')}
        route={rewardsApi.grants}
        query={{ ...period, person }}
        columns={[
          columns.holder,
          columns.amount,
          columns.friend,
          columns.program,
          columns.state,
          columns.granted,
          {
            ...{ key: 'availableAt', title: t('available_at') },
            cell: ({ availableAt }) => <Moment at={availableAt} />,
            text: ({ availableAt }, { moment }) => moment(availableAt),
          },
          {
            ...{ key: 'expiresAt', title: t('expires_at') },
            cell: ({ expiresAt }) => (expiresAt === null ? undefined : <Moment at={expiresAt} />),
            text: ({ expiresAt }, { moment }) => (expiresAt === null ? '' : moment(expiresAt)),
          },
        ]}
        keyOf={({ grant }) => grant}
        hrefOf={explanationOf}
        filters={[
          {
            name: 'state',
            label: t('state'),
            options: grantStates.map((value) => ({ value, label: standing(`grant_${value}`) })),
          },
          {
            name: 'program',
            label: t('program'),
            options: programs.map(({ program, name }) => ({ value: program, label: plain(name[language], 60) })),
          },
          {
            name: 'unit',
            label: t('unit'),
            options: units.map(({ unit, name }) => ({ value: unit, label: plain(name[language], 60) })),
          },
        ]}
        empty={{
          title: t('empty_title'),
          text: t('empty_text'),
          action: isNarrowed ? undefined : (
            <Button variant="default" onClick={() => go(pathTo('programs'))}>
              {t('to_programs')}
            </Button>
          ),
        }}
      />
    </RewardsFrame>
  );
}

/** Days of the workspace as moments; the last day belongs to the period. */
function usePeriod(from: string | undefined, to: string | undefined): { from?: string; to?: string } {
  const { timeZone } = useWorkspace();
  const start = from === undefined ? undefined : momentAt(`${from}T00:00`, timeZone);
  const end = to === undefined ? undefined : momentAt(`${daysBefore(to, -1)}T00:00`, timeZone);
  return { ...(start === undefined ? {} : { from: start }), ...(end === undefined ? {} : { to: end }) };
}

/** The period, and whose rewards these are where one came from a person. */
function Narrowing() {
  const t = useTexts(rewardsTexts);
  const { values, change } = useAddress();
  const day = (name: 'from' | 'to') => (
    <TextInput
      type="date"
      aria-label={t(name)}
      value={values[name] ?? ''}
      onChange={({ currentTarget }) => change({ [name]: currentTarget.value, ...firstPage })}
    />
  );
  const isNarrowed = [values['from'], values['to'], values['person']].some((value) => value !== undefined);
  return (
    <Group gap="sm" role="search" aria-label={t('period')}>
      <Text size="sm" c="dimmed">
        {t('granted')}
      </Text>
      {day('from')}
      {day('to')}
      {values['person'] === undefined ? undefined : <Mark>{t('of_person')}</Mark>}
      {isNarrowed ? (
        <Button
          variant="subtle"
          onClick={() => change({ from: undefined, to: undefined, person: undefined, ...firstPage })}
        >
          {t('show_all')}
        </Button>
      ) : undefined}
    </Group>
  );
}
