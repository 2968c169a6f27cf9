import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Form } from './form.tsx';
import { useTexts } from './i18n.ts';
import { kitTexts } from './texts.ts';

interface NoteFormProps {
  readonly label: string;
  /** Who reads the note. */
  readonly hint: string;
  /** What it says as long as nobody changes it. */
  readonly usual?: string;
  /** The words on the button. */
  readonly action: string;
  readonly send: (note: string) => Promise<unknown>;
  readonly cancel: () => void;
}

/** A decision that needs a note. */
export function NoteForm({ label, hint, usual = '', action, send, cancel }: NoteFormProps) {
  const kit = useTexts(kitTexts);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { note: usual },
    validate: { note: (text) => (text.trim() === '' ? kit('required') : null) },
  });
  return (
    <Form form={form} send={({ note }) => send(note.trim())} action={action} cancel={cancel} guarded={false}>
      <Textarea
        label={label}
        description={hint}
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus
        key={form.key('note')}
        {...form.getInputProps('note')}
      />
    </Form>
  );
}
