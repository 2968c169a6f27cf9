import { Stack, Text } from '@mantine/core';
import type { LedgerUnit, UnitLimit } from '@sarafan/contract';
import { useRead } from '../../kit/api.ts';
import { plain } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { List, type ListColumns } from '../../kit/list.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { Settings } from '../../kit/settings.tsx';
import { checkoutApi } from './api.ts';
import { checkoutTexts } from './texts.ts';

/** What part of an order each unit may pay, in plain words. */
export function LimitsScreen() {
  const t = useTexts(checkoutTexts);
  const language = useLanguage();
  const { data } = useRead(checkoutApi.limits);
  const limitOf = ({ unit }: LedgerUnit): UnitLimit | undefined => data?.items.find((each) => each.unit === unit);
  const words = (unit: LedgerUnit): string[] => {
    const summary = limitOf(unit)?.summary.map((each) => plain(each[language], 500));
    return summary ?? (data === undefined ? [] : [t('no_limit')]);
  };
  const columns: ListColumns<LedgerUnit> = [
    {
      ...{ key: 'unit', title: t('unit') },
      cell: ({ name }) => <Plain text={name[language]} atMost={60} />,
      text: ({ name }) => name[language],
    },
    {
      ...{ key: 'rules', title: t('rules') },
      cell: (unit) => (
        <Stack gap={2}>
          {words(unit).map((each) => (
            <Text key={each} size="sm">
              {each}
            </Text>
          ))}
        </Stack>
      ),
      text: (unit) => words(unit).join(' '),
    },
    {
      ...{ key: 'changed', title: t('changed') },
      cell: (unit) => {
        const limit = limitOf(unit);
        return limit === undefined ? null : <Moment at={limit.savedAt} />;
      },
      text: (unit, { moment }) => {
        const limit = limitOf(unit);
        return limit === undefined ? '' : moment(limit.savedAt);
      },
    },
  ];
  return (
    <Settings title={t('limits')}>
      <Text size="sm" c="dimmed" maw={640}>
        {t('limits_text')}
      </Text>
      <List
        label={t('limits')}
        route={checkoutApi.units}
        columns={columns}
        keyOf={({ unit }) => unit}
        hrefOf={({ unit }) => pathTo('limit', { unit })}
        empty={{ title: t('no_units'), text: t('no_units_text') }}
      />
    </Settings>
  );
}
