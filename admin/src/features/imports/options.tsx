import { NativeSelect, Select, SimpleGrid, TextInput } from '@mantine/core';
import type { ImportKind } from '@sarafan/contract';
import { useRead } from '../../kit/api.ts';
import { Section } from '../../kit/detail.tsx';
import { plain } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { timeZones } from '../../kit/zones.ts';
import { importsApi, listedAtMost } from './api.ts';
import type { MappingForm } from './mapping-form.ts';
import { mappingTexts } from './texts-mapping.ts';

interface OptionsProps {
  readonly kind: ImportKind;
  readonly form: MappingForm;
}

/** How dates and amounts of the file are written, and whose numbers its ids are. */
export function Options({ kind, form }: OptionsProps) {
  const t = useTexts(mappingTexts);
  const { timeZone } = form.values;
  const zones = timeZones();
  return (
    <Section title={t('options')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <Select
          {...form.getInputProps('dateOrder')}
          label={t('date_order')}
          data={[
            { value: 'day_first', label: t('day_first') },
            { value: 'month_first', label: t('month_first') },
          ]}
          allowDeselect={false}
        />
        <Select
          {...form.getInputProps('timeZone')}
          label={t('time_zone')}
          data={zones.includes(timeZone) ? zones : [timeZone, ...zones]}
          limit={200}
          searchable
          allowDeselect={false}
        />
        {kind === 'orders' || kind === 'participants' ? <DecimalOption form={form} /> : undefined}
        {kind === 'orders' ? <CurrencyOption form={form} /> : undefined}
        {kind === 'people' ? undefined : <UnknownOption form={form} />}
        {kind === 'participants' || kind === 'bindings' ? <ProgramOption form={form} /> : undefined}
        {kind === 'participants' ? <LinkOption form={form} /> : undefined}
        {kind === 'bindings' ? <RewardedOption form={form} /> : undefined}
        <TextInput
          {...form.getInputProps('source')}
          label={t('source')}
          description={t('source_hint')}
          maxLength={100}
        />
      </SimpleGrid>
    </Section>
  );
}

type FieldProps = Pick<OptionsProps, 'form'>;

function DecimalOption({ form }: FieldProps) {
  const t = useTexts(mappingTexts);
  return (
    <Select
      {...form.getInputProps('decimal')}
      label={t('decimal')}
      data={(['auto', 'comma', 'point'] as const).map((value) => ({ value, label: t(`decimal_${value}`) }))}
      allowDeselect={false}
    />
  );
}

function CurrencyOption({ form }: FieldProps) {
  const t = useTexts(mappingTexts);
  return <TextInput {...form.getInputProps('currency')} label={t('currency')} placeholder="RUB" maxLength={3} />;
}

function UnknownOption({ form }: FieldProps) {
  const t = useTexts(mappingTexts);
  return (
    <Select
      {...form.getInputProps('unknownPersons')}
      label={t('unknown_persons')}
      data={(['create', 'skip'] as const).map((value) => ({ value, label: t(`unknown_persons_${value}`) }))}
      allowDeselect={false}
    />
  );
}

/** The program whose codes, links and bindings the file has. */
function ProgramOption({ form }: FieldProps) {
  const t = useTexts(mappingTexts);
  const language = useLanguage();
  const { data } = useRead(importsApi.programs, { query: { limit: listedAtMost } });
  const programs = (data?.items ?? []).map(({ key, name }) => ({ value: key, label: plain(name[language], 80) }));
  return (
    <NativeSelect
      {...form.getInputProps('program')}
      label={t('program')}
      data={[{ value: '', label: t('program_choose') }, ...programs]}
    />
  );
}

function LinkOption({ form }: FieldProps) {
  const t = useTexts(mappingTexts);
  return (
    <TextInput
      {...form.getInputProps('linkParameter')}
      label={t('link_parameter')}
      description={t('link_parameter_hint')}
      maxLength={64}
    />
  );
}

function RewardedOption({ form }: FieldProps) {
  const t = useTexts(mappingTexts);
  return (
    <Select
      {...form.getInputProps('rewarded')}
      label={t('rewarded')}
      description={t('rewarded_hint')}
      data={(['all', 'none'] as const).map((value) => ({ value, label: t(`rewarded_${value}`) }))}
      allowDeselect={false}
    />
  );
}
