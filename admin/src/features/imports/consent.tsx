import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import { Section } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import type { MappingForm } from './mapping-form.ts';
import { mappingTexts } from './texts-mapping.ts';

/** Where these people agreed to be written to: kept with the import, and what a later question is answered from. */
export function ConsentSection({ form }: { readonly form: MappingForm }) {
  const t = useTexts(mappingTexts);
  return (
    <Section title={t('consent')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('consent_text')}
        </Text>
        <TextInput
          {...form.getInputProps('consent.source')}
          label={t('consent_source')}
          description={t('consent_source_hint')}
          maxLength={500}
          maw={640}
        />
        <TextInput
          {...form.getInputProps('consent.date')}
          label={t('consent_date')}
          description={t('consent_date_hint')}
          type="date"
          maw={240}
        />
        <Textarea
          {...form.getInputProps('consent.wording')}
          label={t('consent_wording')}
          description={t('consent_wording_hint')}
          maxLength={5_000}
          autosize
          minRows={2}
          maxRows={8}
          maw={640}
        />
        <TextInput
          {...form.getInputProps('consent.document')}
          label={t('consent_document')}
          description={t('consent_document_hint')}
          maxLength={500}
          maw={640}
        />
      </Stack>
    </Section>
  );
}
