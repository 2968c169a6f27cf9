import { Alert, List, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ImportDetail, SavedMapping } from '@sarafan/contract';
import { useState } from 'react';
import { useRead, useWrite } from '../../kit/api.ts';
import { Section } from '../../kit/detail.tsx';
import { Form } from '../../kit/form.tsx';
import { plain } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { asProblem } from '../../kit/problem.ts';
import { useWorkspace } from '../../kit/session.ts';
import { Loading } from '../../kit/states.tsx';
import { importsApi } from './api.ts';
import { Columns } from './columns.tsx';
import { ConsentSection } from './consent.tsx';
import { consentFaults, consentOf, noConsent } from './consent-draft.ts';
import { draftOf, mapsContacts, settingsOf } from './draft.ts';
import { type Fault, faultsOf } from './faults.ts';
import type { MappingForm, MappingValues } from './mapping-form.ts';
import { Options } from './options.tsx';
import { Reading } from './reading.tsx';
import { mappingTexts } from './texts-mapping.ts';

interface MappingProps {
  readonly detail: ImportDetail;
  /** Told when the dry run has begun. */
  readonly checked: () => void;
}

/** How the file is read, what its columns are, and where consent came from; then the dry run. */
export function Mapping(props: MappingProps) {
  const { data } = useRead(importsApi.mappings);
  const { suggestion, kind } = props.detail;
  if (suggestion.mapping !== null && data === undefined) return <Loading />;
  const saved = data?.items.find((each) => each.kind === kind && each.name === suggestion.mapping);
  return <MappingFields {...props} saved={saved} />;
}

function MappingFields({ detail, checked, saved }: MappingProps & { readonly saved: SavedMapping | undefined }) {
  const t = useTexts(mappingTexts);
  const { timeZone } = useWorkspace();
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const form: MappingForm = useForm<MappingValues>({
    mode: 'controlled',
    initialValues: { ...draftOf(detail, saved, timeZone), consent: detail.consent ?? noConsent },
    validate: {
      consent: consentFaults(t('consent_needed')),
      columns: {
        trait: (text, { columns }, path) => traitFault(text, columns[indexIn(path)]?.field, t('trait_needed')),
      },
    },
  });
  const check = useCheck(detail);
  const send = async (values: MappingValues): Promise<void> => {
    try {
      await check(values);
      checked();
    } catch (error) {
      setFaults(faultsOf(asProblem(error)));
      throw error;
    }
  };
  return (
    <>
      <Reading detail={detail} />
      <Form form={form} send={send} action={t('check')}>
        <Section title={t('columns')}>
          {saved === undefined ? undefined : (
            <Text size="sm" mb="sm">
              {t('saved_mapping', { name: plain(saved.name, 100) })}
            </Text>
          )}
          <Columns detail={detail} form={form} faults={faults} />
        </Section>
        <Options kind={detail.kind} form={form} />
        {mapsContacts(detail.kind, form.values) ? <ConsentSection form={form} /> : undefined}
        <TextInput
          {...form.getInputProps('saveAs')}
          label={t('save_as')}
          description={t('save_as_hint')}
          maxLength={200}
          maw={480}
        />
        <Faults faults={faults} />
      </Form>
    </>
  );
}

/** The steps to a dry run: the mapping and the consent are kept first, so a refusal of the last one loses nothing. */
function useCheck(detail: ImportDetail): (values: MappingValues) => Promise<void> {
  const map = useWrite(importsApi.map);
  const state = useWrite(importsApi.consent);
  const check = useWrite(importsApi.check);
  const params = { import: detail.import };
  return async (values) => {
    const saveAs = values.saveAs.trim();
    await map.mutateAsync({ params, body: { ...settingsOf(values, detail), ...(saveAs === '' ? {} : { saveAs }) } });
    const consent = mapsContacts(detail.kind, values) ? consentOf(values.consent) : undefined;
    if (consent !== undefined) await state.mutateAsync({ params, body: consent });
    await check.mutateAsync({ params });
  };
}

/** What is wrong with the mapping as a whole; what concerns a column stands beside it. */
function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  const language = useLanguage();
  const whole = faults.filter(({ column }) => column === null);
  if (whole.length === 0) return undefined;
  return (
    <Alert color="red" variant="light" role="alert">
      <List size="sm">
        {whole.map(({ code, sentence }) => (
          <List.Item key={`${code} ${sentence.en}`}>{sentence[language]}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** `columns.3.trait` is about the fourth column. */
function indexIn(path: string): number {
  return Number(path.split('.')[1]);
}

function traitFault(text: string, field: string | undefined, sentence: string): string | null {
  return field === 'trait' && text.trim() === '' ? sentence : null;
}
