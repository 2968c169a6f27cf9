import { Select, Stack, TextInput } from '@mantine/core';
import { isNotEmpty, type UseFormReturnType, useForm } from '@mantine/form';
import type { WorkspaceSettings } from '@sarafan/contract';
import { useState } from 'react';
import { useRead, useWrite } from '../../kit/api.ts';
import { Section } from '../../kit/detail.tsx';
import { Form } from '../../kit/form.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { Settings } from '../../kit/settings.tsx';
import { Failure, Loading } from '../../kit/states.tsx';
import { toast } from '../../kit/toast.tsx';
import { timeZones } from '../../kit/zones.ts';
import classes from './access.module.css';
import { accessApi } from './api.ts';
import { AccentField, LogoField } from './brand.tsx';
import { isColour } from './colours.ts';
import { Preview } from './preview.tsx';
import { accessTexts } from './texts.ts';
import { brandTexts } from './texts-brand.ts';

/** What the workspace is called, in which zone and language it lives, and how its customers see it. */
export function WorkspaceScreen() {
  const t = useTexts(accessTexts);
  const { data, error, refetch } = useRead(accessApi.workspace);
  return (
    <Settings title={t('workspace')}>
      {error !== null && data === undefined ? <Failure error={error} retry={() => void refetch()} /> : undefined}
      {error === null && data === undefined ? <Loading /> : undefined}
      {data === undefined ? undefined : <WorkspaceForm settings={data} />}
    </Settings>
  );
}

function WorkspaceForm({ settings }: { readonly settings: WorkspaceSettings }) {
  const t = useTexts(accessTexts);
  const b = useTexts(brandTexts);
  const save = useWrite(accessApi.changeWorkspace);
  const kept = valuesOf(settings);
  const [draft, setDraft] = useState(kept);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: kept,
    onValuesChange: setDraft,
    validate: {
      name: isNotEmpty(t('name_needed')),
      timeZone: (zone) => (timeZones().includes(zone) ? null : t('zone_unknown')),
      siteUrl: (text) => (text.trim() === '' || isSite(text) ? null : t('site_bad')),
      accent: (text) => (text.trim() === '' || isColour(text.trim()) ? null : b('accent_bad')),
    },
  });
  const send = async (values: typeof kept): Promise<void> => {
    const answer = await save.mutateAsync({ body: changeOf(values) });
    if (answer !== undefined) form.setInitialValues(valuesOf(answer));
    toast(t('saved'));
  };
  return (
    <div className={classes['columns']}>
      <Form form={form} send={send}>
        <General form={form} kept={kept.timeZone} />
        <Section title={b('brand')}>
          <Stack gap="md">
            <AccentField
              key={form.key('accent')}
              input={form.getInputProps('accent')}
              accent={draft.accent}
              choose={(accent) => form.setFieldValue('accent', accent)}
            />
            <LogoField name={draft.name} logo={draft.logo} choose={(logo) => form.setFieldValue('logo', logo)} />
          </Stack>
        </Section>
      </Form>
      <div className={classes['beside']}>
        <Section title={b('preview')}>
          <Preview {...draft} />
        </Section>
      </div>
    </div>
  );
}

interface GeneralProps {
  readonly form: UseFormReturnType<WorkspaceValues>;
  /** The zone that is kept, which this browser may not know. */
  readonly kept: string;
}

function General({ form, kept }: GeneralProps) {
  const t = useTexts(accessTexts);
  const field = (name: 'name' | 'timeZone' | 'defaultLanguage' | 'siteUrl') => ({
    ...form.getInputProps(name),
  });
  const zones = timeZones();
  return (
    <Section title={t('general')}>
      <Stack gap="md">
        <TextInput
          key={form.key('name')}
          {...field('name')}
          label={t('name')}
          description={t('name_hint')}
          maxLength={200}
        />
        <Select
          key={form.key('timeZone')}
          {...field('timeZone')}
          label={t('zone')}
          description={t('zone_hint')}
          data={zones.includes(kept) ? zones : [kept, ...zones]}
          nothingFoundMessage={t('zone_none')}
          limit={200}
          searchable
          allowDeselect={false}
        />
        <Select
          key={form.key('defaultLanguage')}
          {...field('defaultLanguage')}
          label={t('default_language')}
          description={t('default_language_hint')}
          data={[
            { value: 'ru', label: 'Русский' },
            { value: 'en', label: 'English' },
          ]}
          allowDeselect={false}
        />
        <TextInput
          key={form.key('siteUrl')}
          {...field('siteUrl')}
          label={t('site')}
          description={t('site_hint')}
          type="url"
          inputMode="url"
          placeholder="https://school.example"
        />
      </Stack>
    </Section>
  );
}

type WorkspaceValues = {
  readonly name: string;
  readonly timeZone: string;
  readonly defaultLanguage: string;
  readonly siteUrl: string;
  readonly accent: string;
  readonly logo: string;
};

function valuesOf({ name, timeZone, defaultLanguage, siteUrl, brand }: WorkspaceSettings): WorkspaceValues {
  const { accent, logo } = brand;
  return { name, timeZone, defaultLanguage, siteUrl: siteUrl ?? '', accent: accent ?? '', logo: logo ?? '' };
}

function changeOf({ name, timeZone, defaultLanguage, siteUrl, accent, logo }: WorkspaceValues) {
  return {
    name: name.trim(),
    timeZone,
    defaultLanguage: defaultLanguage === 'en' ? ('en' as const) : ('ru' as const),
    siteUrl: orNull(siteUrl),
    brand: { accent: orNull(accent), logo: orNull(logo) },
  };
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

function isSite(text: string): boolean {
  return URL.canParse(text.trim()) && /^https?:$/.test(new URL(text.trim()).protocol);
}
