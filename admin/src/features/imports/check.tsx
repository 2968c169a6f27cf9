import { Button, Group, Stack, Text } from '@mantine/core';
import type { ImportCheck, ImportDetail, ImportFinding, ImportProblemRow } from '@sarafan/contract';
import { type ReactNode, useState } from 'react';
import { Section } from '../../kit/detail.tsx';
import { saveFile } from '../../kit/files.ts';
import { decimal, plain } from '../../kit/format.ts';
import { type Language, type Say, useLanguage, useTexts } from '../../kit/i18n.ts';
import { type Column, List, Rows } from '../../kit/list.tsx';
import { Mark } from '../../kit/mark.tsx';
import { Plain } from '../../kit/plain.tsx';
import { useWorkspace } from '../../kit/session.ts';
import { toastProblem } from '../../kit/toast.tsx';
import { importsApi, problemsFilePath } from './api.ts';
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
  const { workspace } = useWorkspace();
  const [saving, setSaving] = useState(false);
  const params = { import: detail.import };
  const save = async (): Promise<void> => {
    setSaving(true);
    try {
      const fileName = `${detail.import}-${language}.csv`;
      await saveFile({ path: problemsFilePath, params, query: { language }, workspace, fileName });
    } catch (error) {
      toastProblem(error);
    } finally {
      setSaving(false);
    }
  };
  const columns: Column<ImportProblemRow>[] = [
    { key: 'row', title: t('line'), cell: ({ row }) => row },
    {
      key: 'column',
      title: t('column'),
      cell: ({ heading }) => heading !== null && <Plain text={heading} atMost={60} />,
    },
    { key: 'value', title: t('value'), cell: ({ value }) => value !== '' && <code>{plain(value, 120)}</code> },
    { key: 'sentence', title: t('reason'), cell: ({ sentence }) => <Plain text={sentence[language]} /> },
  ];
  return (
    <Section
      title={t('problems')}
      actions={
        <Button variant="default" size="xs" loading={saving} onClick={() => void save()}>
          {t('download')}
        </Button>
      }
    >
      <List
        label={t('problems')}
        route={importsApi.problems}
        params={params}
        columns={columns}
        keyOf={({ row, column, code }) => [row, column, code].join(' ')}
        empty={{ title: t('no_problems'), text: t('no_problems_text') }}
      />
    </Section>
  );
}
