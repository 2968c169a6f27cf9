import { Button } from '@mantine/core';
import { fetchOne, type Page, type Reading } from './api.ts';
import { wordsIn } from './csv.ts';
import { writeFile } from './csv-file.ts';
import { dayIn } from './days.ts';
import { saveFile } from './files.ts';
import { decimal } from './format.ts';
import { currentLanguage, useLanguage, useTexts } from './i18n.ts';
import { Icon } from './icons.tsx';
import type { Params, Query } from './request.ts';
import type { ListColumn } from './rows.tsx';
import { useWorkspace } from './session.ts';
import { kitTexts } from './texts.ts';
import { toastWork } from './toast.tsx';

/** More rows than people read; whoever needs all of a larger list takes it from the API or the command line. */
const rowsAtMost = 100_000;
/** As many as the API gives at once. */
const rowsOfPage = 200;

interface SaveProps<Item> {
  readonly label: string;
  readonly route: Reading<Page<Item>>;
  readonly params: Params | undefined;
  readonly query: Query;
  readonly columns: readonly ListColumn<Item>[];
  readonly disabled: boolean;
}

/** Saves all rows that search and filters find, in the columns that are shown; one may go elsewhere meanwhile. */
export function SaveCsv<Item>({ label, route, params, query, columns, disabled }: SaveProps<Item>) {
  const t = useTexts(kitTexts);
  const language = useLanguage();
  const { workspace, timeZone } = useWorkspace();
  const save = async (signal: AbortSignal, tell: (progress: string) => void) => {
    const { parts, rows, isWhole } = await writeFile({
      columns: columns.flatMap((column) => (column.beside === undefined ? [column] : [column, column.beside])),
      words: wordsIn(language, timeZone),
      read: (cursor) => fetchOne(route, { params, query: { ...query, cursor, limit: rowsOfPage }, workspace, signal }),
      rowsAtMost,
      cutNote: t('csv_cut', { limit: decimal(String(rowsAtMost), language) }),
      onProgress: (count) => tell(t('csv_rows', { count, rows: decimal(String(count), currentLanguage()) })),
      signal,
    });
    saveFile(new Blob([...parts], { type: 'text/csv;charset=utf-8' }), `${label} ${dayIn(timeZone)}.csv`);
    const values = { count: rows, rows: decimal(String(rows), language) };
    const said = t('csv_saved', values);
    return isWhole ? said : `${said} ${t('csv_cut', { limit: values.rows })}`;
  };
  return (
    <Button
      variant="default"
      title={t('csv_hint')}
      leftSection={<Icon name="save" size={16} />}
      disabled={disabled}
      onClick={() => void toastWork({ name: 'csv', title: t('csv_title', { label }), work: save })}
    >
      {t('csv')}
    </Button>
  );
}
