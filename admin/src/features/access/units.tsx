import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import type { LedgerUnit } from '@sarafan/contract';
import { useState } from 'react';
import { useWrite } from '../../kit/api.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { Form } from '../../kit/form.tsx';
import { amountOf } from '../../kit/format.ts';
import { type Say, useLanguage, useTexts } from '../../kit/i18n.ts';
import { List, type ListColumns } from '../../kit/list.tsx';
import { Plain } from '../../kit/plain.tsx';
import { Settings } from '../../kit/settings.tsx';
import { toast } from '../../kit/toast.tsx';
import { accessApi } from './api.ts';
import { type UnitsText, unitsTexts } from './texts-units.ts';

const samples = ['1', '2', '5', '1500'] as const;

/** What rewards are counted in. */
export function UnitsScreen() {
  const t = useTexts(unitsTexts);
  const language = useLanguage();
  const [open, setOpen] = useState<LedgerUnit | 'new'>();
  const add = <Button onClick={() => setOpen('new')}>{t('add')}</Button>;
  const spoken = (unit: LedgerUnit): string => samples.map((amount) => amountOf(amount, unit, language)).join(' · ');
  const columns: ListColumns<LedgerUnit> = [
    {
      ...{ key: 'name', title: t('name') },
      cell: ({ name }) => <Plain text={name[language]} atMost={60} />,
      text: ({ name }) => name[language],
    },
    { key: 'unit', title: t('unit'), cell: ({ unit }) => <code>{unit}</code>, text: ({ unit }) => unit },
    {
      ...{ key: 'exponent', title: t('exponent'), align: 'right' },
      cell: ({ exponent }) => exponent,
      text: ({ exponent }) => String(exponent),
    },
    { key: 'samples', title: t('samples'), cell: spoken, text: spoken },
  ];
  const change = (unit: LedgerUnit) => (
    <Button variant="default" size="xs" aria-label={`${t('change')}: ${unit.unit}`} onClick={() => setOpen(unit)}>
      {t('change')}
    </Button>
  );
  return (
    <Settings title={t('units')} actions={add}>
      <Text size="sm" c="dimmed" maw={640}>
        {t('units_text')}
      </Text>
      <List
        label={t('units')}
        route={accessApi.units}
        columns={columns}
        actions={change}
        keyOf={({ unit }) => unit}
        empty={{ title: t('empty_title'), text: t('empty_text'), action: add }}
      />
      <Dialog
        title={open === undefined || open === 'new' ? t('add') : t('change_title', { unit: open.unit })}
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
      >
        {open === undefined ? undefined : (
          <UnitForm present={open === 'new' ? undefined : open} done={() => setOpen(undefined)} />
        )}
      </Dialog>
    </Settings>
  );
}

interface UnitFormProps {
  readonly present: LedgerUnit | undefined;
  readonly done: () => void;
}

/** A unit's name and decimals stay for good, because amounts are kept in them; how it is called may change. */
function UnitForm({ present, done }: UnitFormProps) {
  const t = useTexts(unitsTexts);
  const save = useWrite(accessApi.saveUnit);
  const form = useForm({ mode: 'uncontrolled', initialValues: valuesOf(present), validate: faultsIn(t) });
  const field = (name: Exclude<keyof UnitValues, 'exponent'>) => ({
    ...form.getInputProps(name),
    label: t(name),
  });
  const send = async (values: UnitValues): Promise<void> => {
    await save.mutateAsync({ body: unitOf(values) });
    toast(t('saved'));
    done();
  };
  return (
    <Form form={form} send={send} cancel={done} guarded={false}>
      {present !== undefined ? undefined : (
        <TextInput
          key={form.key('unit')}
          {...field('unit')}
          description={t('unit_hint')}
          placeholder="lesson"
          maxLength={32}
          data-autofocus
        />
      )}
      {present !== undefined ? undefined : (
        <NumberInput
          {...form.getInputProps('exponent')}
          key={form.key('exponent')}
          label={t('exponent')}
          description={t('exponent_hint')}
          min={0}
          max={9}
          allowDecimal={false}
          allowNegative={false}
        />
      )}
      <Group grow align="start">
        <TextInput key={form.key('nameRu')} {...field('nameRu')} maxLength={60} />
        <TextInput key={form.key('nameEn')} {...field('nameEn')} maxLength={60} />
      </Group>
      <Forms form={form} />
    </Form>
  );
}

/** How the unit is said after a number, in the forms that each language has. */
function Forms({ form }: { readonly form: UseFormReturnType<UnitValues> }) {
  const t = useTexts(unitsTexts);
  const field = (name: (typeof counted)[number]) => ({ ...form.getInputProps(name), label: t(name), size: 'xs' });
  return (
    <Stack gap="xs">
      <div>
        <Text size="sm" fw={500}>
          {t('forms')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('forms_hint')}
        </Text>
      </div>
      <Group grow align="start">
        <TextInput key={form.key('one')} {...field('one')} placeholder={t('one_example')} maxLength={60} />
        <TextInput key={form.key('few')} {...field('few')} placeholder={t('few_example')} maxLength={60} />
        <TextInput key={form.key('many')} {...field('many')} placeholder={t('many_example')} maxLength={60} />
      </Group>
      <Group grow align="start">
        <TextInput key={form.key('oneEn')} {...field('oneEn')} placeholder={t('one_en_example')} maxLength={60} />
        <TextInput key={form.key('otherEn')} {...field('otherEn')} placeholder={t('other_en_example')} maxLength={60} />
      </Group>
    </Stack>
  );
}

/** What stands in the fields. */
type UnitValues = {
  readonly unit: string;
  readonly exponent: number | string;
  readonly nameRu: string;
  readonly nameEn: string;
  readonly one: string;
  readonly few: string;
  readonly many: string;
  readonly oneEn: string;
  readonly otherEn: string;
};

function valuesOf(unit: LedgerUnit | undefined): UnitValues {
  const inRussian = unit?.forms?.ru;
  const inEnglish = unit?.forms?.en;
  return {
    ...{ unit: unit?.unit ?? '', exponent: unit?.exponent ?? 0 },
    ...{ nameRu: unit?.name.ru ?? '', nameEn: unit?.name.en ?? '' },
    ...{ one: inRussian?.one ?? '', few: inRussian?.few ?? '', many: inRussian?.many ?? '' },
    ...{ oneEn: inEnglish?.one ?? '', otherEn: inEnglish?.other ?? '' },
  };
}

const counted = ['one', 'few', 'many', 'oneEn', 'otherEn'] as const;

function faultsIn(t: Say<UnitsText>) {
  const needed = (text: string): string | null => (text.trim() === '' ? t('needed') : null);
  // Forms are told all together or not at all: with some of them missing no number could be said.
  const form = (text: string, values: UnitValues): string | null =>
    text.trim() === '' && counted.some((name) => values[name].trim() !== '') ? t('needed') : null;
  return {
    unit: (text: string) => (/^[a-zA-Z][a-zA-Z0-9_]{0,31}$/.test(text.trim()) ? null : t('unit_bad')),
    exponent: (value: number | string) => (value === '' ? t('needed') : null),
    ...{ nameRu: needed, nameEn: needed },
    ...{ one: form, few: form, many: form, oneEn: form, otherEn: form },
  };
}

function unitOf(values: UnitValues): LedgerUnit {
  const { unit, exponent, nameRu, nameEn } = values;
  const word = (name: (typeof counted)[number]): string => values[name].trim();
  const ru = { one: word('one'), few: word('few'), many: word('many') };
  const en = { one: word('oneEn'), other: word('otherEn') };
  return {
    ...{ unit: unit.trim(), exponent: Number(exponent), name: { ru: nameRu.trim(), en: nameEn.trim() } },
    ...(ru.one === '' ? {} : { forms: { ru, en } }),
  };
}
