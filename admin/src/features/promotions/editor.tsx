import { Checkbox, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import type { PromotionDefinition } from '@sarafan/contract';
import { useState } from 'react';
import { useAsk } from '../../kit/ask.ts';
import { Section } from '../../kit/detail.tsx';
import { Form } from '../../kit/form.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { useGo } from '../../kit/link.tsx';
import { useWorkspace } from '../../kit/session.ts';
import { kitTexts } from '../../kit/texts.ts';
import { promotionsApi } from './api.ts';
import { definitionOf, type Kept, type PromotionDraft } from './draft.ts';
import { fieldOf, Problems, Summary } from './summary.tsx';
import { promotionsTexts } from './texts.ts';

type Draft = UseFormReturnType<PromotionDraft>;

interface EditorProps {
  readonly draft: PromotionDraft;
  readonly kept: Kept;
  /** Of a promotion that is there already: whose its codes are never changes. */
  readonly isNew: boolean;
  readonly action: string;
  /** Resolves to the address where one goes on. */
  readonly save: (definition: PromotionDefinition, code: string) => Promise<string>;
  readonly cancel: () => void;
}

const currencies = ['RUB', 'KZT', 'BYN', 'USD', 'EUR'] as const;

/** The form of a promotion, and beside it what it says in plain words, made by the server as one types. */
export function PromotionEditor({ draft, kept, isNew, action, save, cancel }: EditorProps) {
  const t = useTexts(promotionsTexts);
  const kit = useTexts(kitTexts);
  const go = useGo();
  const { timeZone } = useWorkspace();
  const [values, setValues] = useState(draft);
  const form = useForm<PromotionDraft>({
    mode: 'uncontrolled',
    initialValues: draft,
    onValuesChange: setValues,
    validate: {
      nameRu: (text, { nameEn }) => (text.trim() === '' && nameEn.trim() === '' ? kit('required') : null),
      value: (text) => (text.trim() === '' ? kit('required') : null),
    },
  });
  const named = values.nameRu.trim() !== '' || values.nameEn.trim() !== '';
  const definition = named ? definitionOf(values, kept, timeZone) : undefined;
  const checked = useAsk(promotionsApi.check, definition === undefined ? undefined : { definition }).data;
  const send = async (sent: PromotionDraft): Promise<void> => {
    const href = await save(definitionOf(sent, kept, timeZone), sent.code.trim());
    form.resetDirty();
    go(href);
  };
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Form form={form} send={send} action={action} cancel={cancel} fieldOf={fieldOf}>
        <Names form={form} isNew={isNew} kind={values.kind} />
        <Gives form={form} by={values.by} kept={kept} />
        <Bounds form={form} isPersonal={values.kind === 'personal'} />
        <Alarm form={form} isOn={values.alarm} />
      </Form>
      <Stack>
        <Section title={t('in_words')}>
          {checked === undefined ? (
            <Text size="sm" c="dimmed">
              {t('in_words_later')}
            </Text>
          ) : (
            <Stack gap="md" aria-live="polite">
              {checked.problems.length === 0 ? undefined : <Problems problems={checked.problems} />}
              {checked.summary === null ? undefined : <Summary sentences={checked.summary} />}
            </Stack>
          )}
        </Section>
      </Stack>
    </SimpleGrid>
  );
}

interface Part {
  readonly form: Draft;
}

type FieldName =
  | ('nameRu' | 'nameEn' | 'note' | 'kind' | 'code')
  | ('by' | 'value' | 'currency' | 'minimum' | 'atMost')
  | ('from' | 'until' | 'perPerson' | 'uses' | 'budget' | 'alarmPersons' | 'alarmMinutes');

/** A field of the form under its own name. */
function useField(form: Draft) {
  const t = useTexts(promotionsTexts);
  return (name: FieldName) => ({
    label: t(name),
    key: form.key(name),
    ...form.getInputProps(name),
  });
}

function Names({ form, isNew, kind }: Part & { readonly isNew: boolean; readonly kind: PromotionDraft['kind'] }) {
  const t = useTexts(promotionsTexts);
  const field = useField(form);
  const options = (['shared', 'single', 'personal'] as const).map((value) => ({ value, label: t(`kind_${value}`) }));
  const { key: kindKey, ...kindField } = field('kind');
  const { key: codeKey, ...codeField } = field('code');
  const [ru, en, note] = [field('nameRu'), field('nameEn'), field('note')];
  return (
    <>
      <TextInput {...ru} key={ru.key} maxLength={200} />
      <TextInput {...en} key={en.key} maxLength={200} description={t('nameEn_hint')} />
      <TextInput {...note} key={note.key} maxLength={200} description={t('note_hint')} />
      <NativeSelect
        {...kindField}
        key={kindKey}
        data={options}
        disabled={!isNew}
        description={t(`kind_${kind}_hint`)}
      />
      {isNew && kind === 'shared' ? (
        <TextInput {...codeField} key={codeKey} maxLength={20} description={t('code_hint')} />
      ) : undefined}
    </>
  );
}

function Gives({ form, by, kept }: Part & { readonly by: PromotionDraft['by']; readonly kept: Kept }) {
  const t = useTexts(promotionsTexts);
  const field = useField(form);
  const [kind, value, atMost, currency, minimum] = [
    ...[field('by'), field('value'), field('atMost')],
    ...[field('currency'), field('minimum')],
  ] as const;
  const first = form.getInputProps('firstOrder', { type: 'checkbox' });
  const units = (['percent', 'amount'] as const).map((each) => ({ value: each, label: t(`by_${each}`) }));
  return (
    <>
      <SimpleGrid cols={2} spacing="sm">
        <NativeSelect {...kind} key={kind?.key} data={units} />
        <TextInput {...value} key={value?.key} inputMode="decimal" maxLength={16} />
        <NativeSelect {...currency} key={currency?.key} data={[...currencies]} />
        <TextInput {...minimum} key={minimum?.key} inputMode="decimal" maxLength={16} />
      </SimpleGrid>
      {by === 'percent' ? <TextInput {...atMost} key={atMost?.key} inputMode="decimal" maxLength={16} /> : undefined}
      {kept.conditions === undefined ? (
        <Checkbox label={t('firstOrder')} key={form.key('firstOrder')} {...first} />
      ) : undefined}
      {kept.conditions === undefined && kept.where === undefined ? undefined : (
        <Text size="sm" c="dimmed">
          {t('kept')}
        </Text>
      )}
    </>
  );
}

function Bounds({ form, isPersonal }: Part & { readonly isPersonal: boolean }) {
  const t = useTexts(promotionsTexts);
  const field = useField(form);
  const [from, until, perPerson, uses, budget] = [
    ...[field('from'), field('until'), field('perPerson')],
    ...[field('uses'), field('budget')],
  ] as const;
  return (
    <>
      <SimpleGrid cols={2} spacing="sm">
        <TextInput {...from} key={from?.key} type="datetime-local" />
        <TextInput {...until} key={until?.key} type="datetime-local" />
        {isPersonal ? undefined : <TextInput {...perPerson} key={perPerson?.key} inputMode="numeric" maxLength={4} />}
        <TextInput {...uses} key={uses?.key} inputMode="numeric" maxLength={9} />
        <TextInput {...budget} key={budget?.key} inputMode="decimal" maxLength={16} />
      </SimpleGrid>
      <Checkbox
        label={t('together')}
        key={form.key('together')}
        {...form.getInputProps('together', { type: 'checkbox' })}
      />
    </>
  );
}

function Alarm({ form, isOn }: Part & { readonly isOn: boolean }) {
  const t = useTexts(promotionsTexts);
  const field = useField(form);
  const [persons, minutes] = [field('alarmPersons'), field('alarmMinutes')];
  return (
    <>
      <Checkbox
        label={t('alarm')}
        description={t('alarm_hint')}
        key={form.key('alarm')}
        {...form.getInputProps('alarm', { type: 'checkbox' })}
      />
      {isOn ? (
        <>
          <SimpleGrid cols={2} spacing="sm">
            <TextInput {...persons} key={persons.key} inputMode="numeric" maxLength={4} />
            <TextInput {...minutes} key={minutes.key} inputMode="numeric" maxLength={5} />
          </SimpleGrid>
          <Checkbox
            label={t('alarmPause')}
            key={form.key('alarmPause')}
            {...form.getInputProps('alarmPause', { type: 'checkbox' })}
          />
        </>
      ) : undefined}
    </>
  );
}
