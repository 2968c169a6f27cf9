import { Group, Stack, Text } from '@mantine/core';
import type { ImportCheck, ImportDetail, ImportFinding, ImportProblemRow } from '@sarafan/contract';
import type { ReactNode } from 'react';
import { Section } from '../../kit/detail.tsx';
import { decimal, plain } from '../../kit/format.ts';
import { type Language, type Say, useLanguage, useTexts } from '../../kit/i18n.ts';
import { List, type ListColumns } from '../../kit/list.tsx';
import { Mark } from '../../kit/mark.tsx';
import { Plain } from '../../kit/plain.tsx';
import { type Column, Rows } from '../../kit/rows.tsx';
import { importsApi } from './api.ts';
import { type ImportsText, importsTexts } from './texts.ts';

interface CheckProps {
  readonly detail: ImportDetail;
  readonly actions: ReactNode;
}

/** What a dry run found: counts, findings by their kind, and every refused line with its reason. */
export function CheckResult({ detail, actions }: CheckProps) {
  const t = useTexts(importsTexts);
  const language = useLanguage();
  const { check } = detail;
  if (check === null) return undefined;
  return (
    <>
      <Section title={t('check')} actions={actions}>
        <Stack gap="md">
          <CheckCounts check={check} />
          {check.ready === 0 ? <Text size="sm">{t('nothing_ready')}</Text> : undefined}
          {check.findings.length === 0 ? undefined : (
            <Rows
              label={t('findings')}
              items={check.findings}
              columns={findingColumns(t, language)}
              keyOf={({ code, severity }) => `${severity} ${code}`}
            />
          )}
        </Stack>
      </Section>
      {check.refused === 0 ? undefined : <Problems detail={detail} />}
    </>
  );
}

const counted = ['rows', 'ready', 'repeated', 'skipped', 'refused', 'facts'] as const;

function CheckCounts({ check }: { readonly check: ImportCheck }) {
  const t = useTexts(importsTexts);
  const language = useLanguage();
  return (
    <Group gap="xl">
      {counted.map((name) => (
        <div key={name}>
          <Text size="xs" c="dimmed">
            {t(`check_${name}`)}
          </Text>
          <Text fw={600} size="lg">
            {decimal(String(check[name]), language)}
          </Text>
        </div>
      ))}
    </Group>
  );
}

function findingColumns(t: Say<ImportsText>, language: Language): Column<ImportFinding>[] {
  return [
    { key: 'sentence', title: t('finding'), cell: ({ sentence }) => <Plain text={sentence[language]} /> },
    {
      key: 'severity',
      title: t('severity'),
      cell: ({ severity }) => <Mark tone={severity === 'refused' ? 'bad' : 'plain'}>{t(`severity_${severity}`)}</Mark>,
    },
    { key: 'lines', title: t('lines'), cell: ({ lines }) => lines, align: 'right' },
    {
      key: 'first',
      title: t('first_lines'),
      cell: ({ first }) =>
        first
          .slice(0, 5)
          .map(({ row }) => row)
          .join(', '),
    },
  ];
}

function Problems({ detail }: { readonly detail: ImportDetail }) {
  const t = useTexts(importsTexts);
  const language = useLanguage();
  const columns: ListColumns<ImportProblemRow> = [
    { key: 'row', title: t('line'), cell: ({ row }) => row, text: ({ row }) => String(row) },
    {
      ...{ key: 'column', title: t('column') },
      cell: ({ heading }) => heading !== null && <Plain text={heading} atMost={60} />,
      text: ({ heading }) => heading ?? '',
    },
    {
      ...{ key: 'value', title: t('value') },
      cell: ({ value }) => value !== '' && <code>{plain(value, 120)}</code>,
      text: ({ value }) => value,
    },
    {
      ...{ key: 'sentence', title: t('reason') },
      cell: ({ sentence }) => <Plain text={sentence[language]} />,
      text: ({ sentence }) => sentence[language],
    },
  ];
  return (
    <Section title={t('problems')}>
      <List
        label={t('problems')}
        route={importsApi.problems}
        params={{ import: detail.import }}
        columns={columns}
        keyOf={({ row, column, code }) => [row, column, code].join(' ')}
        empty={{ title: t('no_problems'), text: t('no_problems_text') }}
      />
    </Section>
  );
}
