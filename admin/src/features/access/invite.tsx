import { Alert, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { isEmail, useForm } from '@mantine/form';
import type { MadeInvitation } from '@sarafan/contract';
import { useWrite } from '../../kit/api.ts';
import { Copyable } from '../../kit/copy.tsx';
import { Form } from '../../kit/form.tsx';
import { plain } from '../../kit/format.ts';
import { useTexts } from '../../kit/i18n.ts';
import { Moment } from '../../kit/moment.tsx';
import { accessApi } from './api.ts';
import { roles } from './roles.ts';
import { usersTexts } from './texts-users.ts';

interface InvitationFormProps {
  readonly done: (made: MadeInvitation) => void;
  readonly cancel: () => void;
}

export function InvitationForm({ done, cancel }: InvitationFormProps) {
  const t = useTexts(usersTexts);
  const invite = useWrite(accessApi.invite);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', role: 'marketer' },
    validate: { email: (text) => isEmail(t('email_bad'))(text.trim()) },
  });
  const send = async ({ email, role }: { email: string; role: string }): Promise<void> => {
    const chosen = roles.find((each) => each === role) ?? 'support';
    const made = await invite.mutateAsync({ body: { email: email.trim(), role: chosen } });
    if (made !== undefined) done(made);
  };
  return (
    <Form form={form} send={send} action={t('invite')} cancel={cancel} guarded={false}>
      <TextInput
        {...form.getInputProps('email')}
        key={form.key('email')}
        label={t('email')}
        type="email"
        autoComplete="off"
        data-autofocus
      />
      <Radio.Group {...form.getInputProps('role')} key={form.key('role')} label={t('role')}>
        <Stack gap="sm" mt="xs">
          {roles.map((role) => (
            <Radio key={role} value={role} label={t(`role_${role}`)} description={t(`role_${role}_may`)} />
          ))}
        </Stack>
      </Radio.Group>
    </Form>
  );
}

/** The link is the invitation: it is sent by whoever invites, in the way they usually talk to each other. */
export function InvitationLink({ made, close }: { readonly made: MadeInvitation; readonly close: () => void }) {
  const t = useTexts(usersTexts);
  return (
    <Stack gap="md">
      <Text size="sm">{t('link_text', { email: plain(made.email), role: t(`role_${made.role}`) })}</Text>
      <Copyable text={made.link} label={t('link')} />
      <Alert color="yellow" variant="light">
        {t('link_once')} {t('link_until')} <Moment at={made.expiresAt} />.
      </Alert>
      <Group justify="flex-end">
        <Button onClick={close}>{t('link_kept')}</Button>
      </Group>
    </Stack>
  );
}
