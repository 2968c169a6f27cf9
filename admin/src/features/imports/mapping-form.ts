import type { UseFormReturnType } from '@mantine/form';
import type { ConsentDraft } from './consent-draft.ts';
import type { Draft } from './draft.ts';

/** What stands in the fields of the whole screen. */
export type MappingValues = Draft & { readonly consent: ConsentDraft };
export type MappingForm = UseFormReturnType<MappingValues>;
