import { Group, NativeSelect, NumberInput, ScrollArea, Table, Text } from '@mantine/core';
import type { ImportDetail, ImportSettings } from '@sarafan/contract';
import { useWrite } from '../../kit/api.ts';
import { Section } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { Plain } from '../../kit/plain.tsx';
import { toastProblem } from '../../kit/toast.tsx';
import { importsApi } from './api.ts';
import { readingIn } from './draft.ts';
import classes from './imports.module.css';
import { mappingTexts } from './texts-mapping.ts';

const encodings = ['utf-8', 'utf-16le', 'windows-1251'] as const;
const delimiters = ['comma', 'semicolon', 'tab'] as const;
const headingRowAtMost = 50;

/** How the bytes became a table, with the first rows, so that a wrong guess is seen and put right at once. */
export function Reading({ detail }: { readonly detail: ImportDetail }) {
  const t = useTexts(mappingTexts);
  const read = useReading(detail);
  const { reading, settings } = detail;
  return (
    <Section title={t('reading')}>
      <Group gap="md" align="end" mb="md">
        <NativeSelect
          label={t('encoding')}
          value={settings?.encoding ?? ''}
          data={[
            { value: '', label: t('detected', { what: t(`encoding_${reading.detectedEncoding}`) }) },
            ...encodings.map((each) => ({ value: each, label: t(`encoding_${each}`) })),
          ]}
          onChange={({ currentTarget }) =>
            void read({ encoding: encodings.find((each) => each === currentTarget.value) })
          }
        />
        <NativeSelect
          label={t('delimiter')}
          value={settings?.delimiter ?? ''}
          data={[
            { value: '', label: t('detected', { what: t(`delimiter_${reading.detectedDelimiter}`) }) },
            ...delimiters.map((each) => ({ value: each, label: t(`delimiter_${each}`) })),
          ]}
          onChange={({ currentTarget }) =>
            void read({ delimiter: delimiters.find((each) => each === currentTarget.value) })
          }
        />
        <NumberInput
          label={t('heading_row')}
          defaultValue={reading.headingRow}
          min={1}
          max={headingRowAtMost}
          allowDecimal={false}
          w={144}
          onBlur={({ currentTarget }) => {
            const row = Number(currentTarget.value);
            if (row >= 1 && row !== reading.headingRow) void read({ headingRow: row });
          }}
        />
      </Group>
      <Preview detail={detail} />
    </Section>
  );
}

type Change = { readonly [Key in 'encoding' | 'delimiter' | 'headingRow']?: ImportSettings[Key] | undefined };

/** Reads the file anew. What was mapped belonged to the former headings, so the suggestion is made anew, too. */
function useReading(detail: ImportDetail): (change: Change) => Promise<void> {
  const map = useWrite(importsApi.map);
  return async (change) => {
    const wanted = Object.entries({ ...readingIn(detail.settings), ...change }).filter(
      ([, value]) => value !== undefined,
    );
    const body = { ...(Object.fromEntries(wanted) as Omit<ImportSettings, 'columns'>), columns: [] };
    try {
      await map.mutateAsync({ params: { import: detail.import }, body });
    } catch (error) {
      toastProblem(error);
    }
  };
}

function Preview({ detail: { headings } }: { readonly detail: ImportDetail }) {
  const t = useTexts(mappingTexts);
  const count = Math.max(0, ...headings.map(({ samples }) => samples.length));
  const rows = Array.from({ length: count }, (_, index) => index + 1);
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('preview') }}>
      <Table className={classes['preview'] ?? ''} withTableBorder withColumnBorders>
        <Table.Thead>
          <Table.Tr>
            {headings.map(({ column, heading }) => (
              <Table.Th key={column} scope="col">
                {heading === '' ? t('unnamed', { column }) : <Plain text={heading} atMost={60} />}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row}>
              {headings.map(({ column, samples }) => (
                <Table.Td key={column}>
                  <Plain text={samples[row - 1] ?? ''} atMost={60} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {count === 0 ? (
        <Text size="sm" c="dimmed" p="xs">
          {t('no_rows')}
        </Text>
      ) : undefined}
    </ScrollArea>
  );
}
