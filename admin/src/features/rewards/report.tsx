import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { RewardGrant } from '@sarafan/contract';
import { Amount } from '../../kit/amount.tsx';
import { useWrite } from '../../kit/api.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { Form } from '../../kit/form.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { Plain } from '../../kit/plain.tsx';
import { kitTexts } from '../../kit/texts.ts';
import { toast } from '../../kit/toast.tsx';
import { nameOf } from '../../kit/who.tsx';
import { rewardsApi } from './api.ts';
import { handoutTexts } from './texts-handouts.ts';

export type Report = 'fulfil' | 'fail' | 'reopen';

interface ReportProps {
  readonly grant: RewardGrant;
  readonly report: Report;
  readonly onClose: () => void;
}

/** Somebody says what became of a reward that is handed out. Why it could not be has to be said. */
export function ReportDialog({ grant, report, onClose }: ReportProps) {
  const t = useTexts(handoutTexts);
  const kit = useTexts(kitTexts);
  const write = useWrite(rewardsApi[report]);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { note: '', reference: '' },
    validate: { note: (text) => (report === 'fail' && text.trim() === '' ? kit('required') : null) },
  });
  const send = async (typed: { note: string; reference: string }): Promise<void> => {
    const [note, reference] = [typed.note.trim(), typed.reference.trim()];
    const body = { ...(note === '' ? {} : { note }), ...(reference === '' ? {} : { reference }) };
    await write.mutateAsync({ params: { grant: grant.grant }, body });
    toast(t(`${report}_done`));
    onClose();
  };
  return (
    <Dialog title={t(`${report}_title`)} opened onClose={onClose}>
      <Stack gap="md">
        <Text size="sm" fw={600}>
          <Plain text={nameOf(grant.holderPerson, grant.holder)} />: <Amount amount={grant.amount} unit={grant.unit} />
        </Text>
        <Text size="sm">{t(`${report}_text`)}</Text>
        <Form form={form} send={send} action={t(report)} cancel={onClose} guarded={false}>
          <Textarea
            label={t('note')}
            description={t(report === 'fail' ? 'note_needed_hint' : 'note_hint')}
            autosize
            minRows={2}
            maxLength={500}
            data-autofocus
            key={form.key('note')}
            {...form.getInputProps('note')}
          />
          {report === 'fulfil' ? (
            <TextInput
              label={t('reference')}
              description={t('reference_hint')}
              maxLength={255}
              key={form.key('reference')}
              {...form.getInputProps('reference')}
            />
          ) : undefined}
        </Form>
      </Stack>
    </Dialog>
  );
}
