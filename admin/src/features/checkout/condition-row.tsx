import { NativeSelect, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useRead } from '../../kit/api.ts';
import { plain } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { checkoutApi } from './api.ts';
import { broughtWhats, type RowDraft, rowKinds, rowOperators } from './draft.ts';
import { checkoutTexts } from './texts.ts';

const programsAtMost = 100;
const usualCurrencies = ['RUB', 'KZT', 'BYN', 'USD', 'EUR'] as const;

export const currenciesWith = (chosen: string): string[] => [...new Set([chosen, ...usualCurrencies])];

interface RowProps {
  readonly row: RowDraft;
  /** A label with the number of the condition, since several stand below one another. */
  readonly name: (label: string) => string;
  readonly onChange: (row: RowDraft) => void;
}

/** A condition as fields: what it asks about, and how that is compared with what. */
export function ConditionRow({ row, name, onChange }: RowProps) {
  const t = useTexts(checkoutTexts);
  const pick = <Value extends string>(values: readonly Value[], text: string, usual: Value): Value =>
    values.find((each) => each === text) ?? usual;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" style={{ flex: 1, minWidth: 0 }}>
      <NativeSelect
        aria-label={name(t('kind'))}
        value={row.kind}
        data={rowKinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
        onChange={({ currentTarget }) => onChange({ ...row, kind: pick(rowKinds, currentTarget.value, row.kind) })}
      />
      {row.kind === 'json' ? (
        <Textarea
          aria-label={name(t('json'))}
          autosize
          minRows={2}
          maxRows={12}
          spellCheck={false}
          value={row.json}
          onChange={({ currentTarget }) => onChange({ ...row, json: currentTarget.value })}
        />
      ) : (
        <>
          <Subject {...{ row, name, onChange }} />
          <NativeSelect
            aria-label={name(t('operator'))}
            value={row.is}
            data={rowOperators.map((value) => ({ value, label: t(`is_${value}`) }))}
            onChange={({ currentTarget }) => onChange({ ...row, is: pick(rowOperators, currentTarget.value, row.is) })}
          />
          <TextInput
            aria-label={name(t('value'))}
            placeholder={row.kind === 'trait' ? 'true' : '1000'}
            value={row.value}
            maxLength={200}
            onChange={({ currentTarget }) => onChange({ ...row, value: currentTarget.value })}
          />
        </>
      )}
    </SimpleGrid>
  );
}

/** What a condition asks about within its kind. */
function Subject({ row, name, onChange }: RowProps) {
  const t = useTexts(checkoutTexts);
  if (row.kind === 'brought') return <Brought {...{ row, name, onChange }} />;
  if (row.kind === 'spent') return <Currency {...{ row, name, onChange }} />;
  return (
    <TextInput
      aria-label={name(t('name'))}
      placeholder={row.kind === 'trait' ? 'card' : 'category'}
      maxLength={200}
      value={row.name}
      onChange={({ currentTarget }) => onChange({ ...row, name: currentTarget.value })}
    />
  );
}

function Currency({ row, name, onChange }: RowProps) {
  const t = useTexts(checkoutTexts);
  return (
    <NativeSelect
      aria-label={name(t('currency'))}
      value={row.currency}
      data={currenciesWith(row.currency)}
      onChange={({ currentTarget }) => onChange({ ...row, currency: currentTarget.value })}
    />
  );
}

/** What friends have brought: which of it, in which program and time. */
function Brought({ row, name, onChange }: RowProps) {
  const t = useTexts(checkoutTexts);
  const language = useLanguage();
  const { data } = useRead(checkoutApi.programs, { query: { limit: programsAtMost } });
  const programs = (data?.items ?? []).map((each) => ({ value: each.key, label: plain(each.name[language], 60) }));
  const isListed = row.program === '' || programs.some(({ value }) => value === row.program);
  const known = isListed ? programs : [{ value: row.program, label: row.program }, ...programs];
  const periods = (['', 'month', 'year'] as const).map((value) => {
    return { value, label: t(value === '' ? 'every_always' : `every_${value}`) };
  });
  return (
    <>
      <NativeSelect
        aria-label={name(t('what'))}
        value={row.what}
        data={broughtWhats.map((value) => ({ value, label: t(`what_${value}`) }))}
        onChange={({ currentTarget }) =>
          onChange({ ...row, what: broughtWhats.find((each) => each === currentTarget.value) ?? row.what })
        }
      />
      {row.what === 'turnover' ? <Currency {...{ row, name, onChange }} /> : undefined}
      <NativeSelect
        aria-label={name(t('program'))}
        value={row.program}
        data={row.program === '' ? [{ value: '', label: t('choose_program') }, ...known] : known}
        onChange={({ currentTarget }) => onChange({ ...row, program: currentTarget.value })}
      />
      <NativeSelect
        aria-label={name(t('every'))}
        value={row.every}
        data={periods}
        onChange={({ currentTarget }) => {
          const every = periods.find(({ value }) => value === currentTarget.value)?.value ?? row.every;
          onChange({ ...row, every });
        }}
      />
    </>
  );
}
