import { Select, SimpleGrid, TextInput } from '@mantine/core';
import type { ImportKind } from '@sarafan/contract';
import { Section } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { timeZones } from '../../kit/zones.ts';
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
        {kind === 'people' ? undefined : <OrderOptions form={form} />}
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

function OrderOptions({ form }: { readonly form: MappingForm }) {
  const t = useTexts(mappingTexts);
  return (
    <>
      <Select
        {...form.getInputProps('decimal')}
        label={t('decimal')}
        data={(['auto', 'comma', 'point'] as const).map((value) => ({ value, label: t(`decimal_${value}`) }))}
        allowDeselect={false}
      />
      <TextInput {...form.getInputProps('currency')} label={t('currency')} placeholder="RUB" maxLength={3} />
      <Select
        {...form.getInputProps('unknownPersons')}
        label={t('unknown_persons')}
        data={(['create', 'skip'] as const).map((value) => ({ value, label: t(`unknown_persons_${value}`) }))}
        allowDeselect={false}
      />
    </>
  );
}
