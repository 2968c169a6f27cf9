import { Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import type { ImportDetail, ImportHeading } from '@sarafan/contract';
import { useRead } from '../../kit/api.ts';
import { plain } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { Plain } from '../../kit/plain.tsx';
import { importsApi, listedAtMost } from './api.ts';
import { type ColumnDraft, fieldsOf, isWordField, meanings, traitTypes, type WordField, wordsOf } from './draft.ts';
import type { Fault } from './faults.ts';
import classes from './imports.module.css';
import type { MappingForm } from './mapping-form.ts';
import { mappingTexts } from './texts-mapping.ts';

interface ColumnsProps {
  readonly detail: ImportDetail;
  readonly form: MappingForm;
  readonly faults: readonly Fault[];
}

/** Each column of the file with some of its cells, and what it is. */
export function Columns({ detail, form, faults }: ColumnsProps) {
  return (
    <div className={classes['columns']}>
      {detail.headings.map((heading, index) => (
        <ColumnRow
          key={heading.column}
          {...{ detail, form, heading, index }}
          fault={faults.find(({ column }) => column === heading.column)}
        />
      ))}
    </div>
  );
}

interface RowProps extends Pick<ColumnsProps, 'detail' | 'form'> {
  readonly heading: ImportHeading;
  readonly index: number;
  readonly fault: Fault | undefined;
}

function ColumnRow({ detail, form, heading, index, fault }: RowProps) {
  const t = useTexts(mappingTexts);
  const language = useLanguage();
  const drafted = form.values.columns[index];
  if (drafted === undefined) return undefined;
  const name = plain(heading.heading, 60) || t('unnamed', { column: heading.column });
  const fields = fieldsOf[detail.kind].map((field) => ({ value: field, label: t(`field_${field}`) }));
  return (
    <div className={classes['column']}>
      <div className={classes['heading']}>
        <Text size="sm" fw={600} component="bdi">
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          <Plain text={heading.samples.filter((each) => each !== '').join(' · ')} atMost={120} />
        </Text>
      </div>
      <Stack gap="xs">
        <NativeSelect
          {...form.getInputProps(`columns.${index}.field`)}
          aria-label={t('field_of', { column: name })}
          data={[{ value: '', label: t('leave_out') }, ...fields]}
          error={fault?.sentence[language]}
        />
        {drafted.field === 'trait' ? <TraitFields form={form} index={index} name={name} /> : undefined}
        {drafted.field === 'balance' ? <UnitField form={form} index={index} name={name} /> : undefined}
        {isWordField(drafted.field) ? (
          <Words {...{ detail, form, heading, index, drafted, name }} field={drafted.field} />
        ) : undefined}
      </Stack>
    </div>
  );
}

function TraitFields({ form, index, name }: Pick<RowProps, 'form' | 'index'> & { readonly name: string }) {
  const t = useTexts(mappingTexts);
  return (
    <Group gap="xs" wrap="nowrap" align="start">
      <TextInput
        {...form.getInputProps(`columns.${index}.trait`)}
        aria-label={`${t('trait')}: ${name}`}
        placeholder={t('trait')}
        maxLength={100}
        flex={1}
      />
      <NativeSelect
        {...form.getInputProps(`columns.${index}.type`)}
        aria-label={`${t('trait_type')}: ${name}`}
        data={traitTypes.map((type) => ({ value: type, label: t(`type_${type}`) }))}
      />
    </Group>
  );
}

/** What a balance is counted in. */
function UnitField({ form, index, name }: Pick<RowProps, 'form' | 'index'> & { readonly name: string }) {
  const t = useTexts(mappingTexts);
  const language = useLanguage();
  const { data } = useRead(importsApi.units, { query: { limit: listedAtMost } });
  const units = (data?.items ?? []).map((each) => ({ value: each.unit, label: each.name[language] }));
  return (
    <NativeSelect
      {...form.getInputProps(`columns.${index}.unit`)}
      aria-label={`${t('unit')}: ${name}`}
      data={[{ value: '', label: t('unit_choose') }, ...units]}
    />
  );
}

interface WordsProps extends Omit<RowProps, 'fault'> {
  readonly drafted: ColumnDraft;
  readonly name: string;
  readonly field: WordField;
}

/** What the words of a column mean. Usual words are known; the others are refused until somebody says it here. */
function Words({ detail, form, heading, index, drafted, name, field }: WordsProps) {
  const t = useTexts(mappingTexts);
  const words = wordsOf(detail, heading.column, drafted);
  const say = (word: string, meaning: string): void => {
    form.setFieldValue(`columns.${index}.values`, { ...drafted.values, [word]: meaning });
  };
  if (words.length === 0) return undefined;
  return (
    <Stack gap={4} component="fieldset" className={classes['words'] ?? ''} aria-label={t('words', { column: name })}>
      <Text size="xs" c="dimmed">
        {t('words_mean')}
      </Text>
      {words.map((word) => (
        <Group key={word} gap="xs" wrap="nowrap" justify="space-between">
          <Text size="sm">
            <Plain text={word} atMost={40} />
          </Text>
          <NativeSelect
            size="xs"
            aria-label={t('meaning_of', { word: plain(word, 40) })}
            value={drafted.values[word] ?? ''}
            onChange={({ currentTarget }) => say(word, currentTarget.value)}
            data={[
              { value: '', label: t('meaning_known') },
              ...meanings[field].map((meaning) => ({ value: meaning, label: t(`meaning_${meaning}`) })),
            ]}
          />
        </Group>
      ))}
    </Stack>
  );
}
