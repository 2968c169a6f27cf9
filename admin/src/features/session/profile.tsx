import { PasswordInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { Facts, Screen, Section } from '../../kit/detail.tsx';
import { Form } from '../../kit/form.tsx';
import { plain } from '../../kit/format.ts';
import { useTexts } from '../../kit/i18n.ts';
import { Plain } from '../../kit/plain.tsx';
import { useEnter, useSession, useWorkspace } from '../../kit/session.ts';
import { toast } from '../../kit/toast.tsx';
import { sessionApi } from './api.ts';
import { passwordAtLeast } from './limits.ts';
import { sessionTexts } from './texts.ts';
import { TwoFactor } from './two-factor.tsx';

/** What a user knows and changes of themselves. */
export function ProfileScreen() {
  const t = useTexts(sessionTexts);
  const user = useSession()?.user;
  const { name, role } = useWorkspace();
  if (user === null || user === undefined) return undefined;
  return (
    <Screen title={t('profile')}>
      <Section title={t('about_you')}>
        <Facts
          items={[
            { label: t('name'), value: <Plain text={user.name} /> },
            { label: t('email'), value: <Plain text={user.email} /> },
            { label: t('role'), value: t('role_in', { role: t(`role_${role}`), workspace: plain(name, 100) }) },
          ]}
        />
      </Section>
      <Section title={t('change_password')}>
        <Password email={user.email} />
      </Section>
      <Section title={t('two_factor')}>
        <TwoFactor on={user.twoFactor} />
      </Section>
    </Screen>
  );
}

function Password({ email }: { readonly email: string }) {
  const t = useTexts(sessionTexts);
  const enter = useEnter();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { current: '', next: '' },
    validate: {
      current: isNotEmpty(t('password_needed')),
      next: (typed) => (typed.length < passwordAtLeast ? t('password_short', { count: passwordAtLeast }) : null),
    },
  });
  const send = async (values: { current: string; next: string }): Promise<void> => {
    enter(await sessionApi.changePassword(values));
    form.reset();
    toast(t('password_changed'));
  };
  return (
    <Form form={form} send={send} action={t('change_password_do')}>
      <input type="text" value={email} autoComplete="username" readOnly hidden />
      <PasswordInput
        {...form.getInputProps('current')}
        key={form.key('current')}
        label={t('current_password')}
        autoComplete="current-password"
        maw={320}
      />
      <PasswordInput
        {...form.getInputProps('next')}
        key={form.key('next')}
        label={t('new_password')}
        description={t('password_short', { count: passwordAtLeast })}
        autoComplete="new-password"
        maw={320}
      />
    </Form>
  );
}
