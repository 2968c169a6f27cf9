import { NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Ban, BanReason } from '@sarafan/contract';
import { useWrite } from '../../kit/api.ts';
import { Form } from '../../kit/form.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { NoteForm } from '../../kit/note-form.tsx';
import { kitTexts } from '../../kit/texts.ts';
import { toast } from '../../kit/toast.tsx';
import { referralApi } from './api.ts';
import { bansTexts, reasonTexts } from './texts-bans.ts';

const reasons = Object.keys(reasonTexts);
const isReason = (text: string): text is BanReason => Object.hasOwn(reasonTexts, text);

interface BanFormProps {
  readonly program: string;
  readonly onDone: () => void;
  /** Somebody whom the screen knows already; absent: they are named by the customer's id. */
  readonly person?: string;
}

/** Who is banned, for what, and what colleagues should know. */
export function BanForm({ program, onDone, person }: BanFormProps) {
  const t = useTexts(bansTexts);
  const kit = useTexts(kitTexts);
  const begin = useWrite(referralApi.begin);
  const form = useForm<{ userId: string; reason: string; note: string }>({
    mode: 'uncontrolled',
    initialValues: { userId: '', reason: '', note: '' },
    validate: {
      userId: (text) => (person === undefined && text.trim() === '' ? kit('required') : null),
      reason: (text) => (isReason(text) ? null : kit('required')),
    },
  });
  const send = async ({ userId, reason, note }: { userId: string; reason: string; note: string }): Promise<void> => {
    const named = person === undefined ? { userId: userId.trim() } : { person };
    if (!isReason(reason)) return;
    await begin.mutateAsync({ params: { program }, body: { ...named, reason, note: note.trim() } });
    toast(t('banned'));
    onDone();
  };
  const options = reasons.filter(isReason).map((value) => ({ value, label: t(reasonTexts[value]) }));
  return (
    <Stack gap="md">
      <Text size="sm">{t('ban_text')}</Text>
      <Text size="sm">{t('ban_friends')}</Text>
      <Form form={form} send={send} action={t('ban')} cancel={onDone} guarded={false}>
        {person === undefined ? (
          <TextInput label={t('user_id')} data-autofocus key={form.key('userId')} {...form.getInputProps('userId')} />
        ) : undefined}
        <NativeSelect
          label={t('reason')}
          data={[{ value: '', label: t('reason_none'), disabled: true }, ...options]}
          key={form.key('reason')}
          {...form.getInputProps('reason')}
        />
        <Textarea
          label={t('note')}
          description={t('note_hint')}
          autosize
          minRows={2}
          maxLength={500}
          key={form.key('note')}
          {...form.getInputProps('note')}
        />
      </Form>
    </Stack>
  );
}

interface DecisionFormProps {
  readonly ban: Ban;
  readonly action: 'lift' | 'keep';
  readonly onDone: () => void;
}

/** A ban is lifted, or an appeal against it turned down; whoever is banned reads why. */
export function DecisionForm({ ban: { ban, program }, action, onDone }: DecisionFormProps) {
  const t = useTexts(bansTexts);
  const write = useWrite(referralApi[action]);
  const send = async (note: string): Promise<void> => {
    await write.mutateAsync({ params: { program, ban }, body: { note } });
    toast(t(`${action}_done`));
    onDone();
  };
  return (
    <Stack gap="md">
      <Text size="sm">{t(`${action}_text`)}</Text>
      <NoteForm
        label={t('answer')}
        hint={t('answer_hint')}
        action={t(`${action}_action`)}
        send={send}
        cancel={onDone}
      />
    </Stack>
  );
}
