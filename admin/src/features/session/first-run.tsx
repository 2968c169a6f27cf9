import { Anchor, PasswordInput, Select, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import { useHash } from '../../kit/address.ts';
import { Form } from '../../kit/form.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { Lead } from '../../kit/lead.tsx';
import { Link } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { useEnter, useSession } from '../../kit/session.ts';
import { ownZone, timeZones } from '../../kit/zones.ts';
import { sessionApi } from './api.ts';
import { Frame } from './frame.tsx';
import { passwordAtLeast } from './limits.ts';
import { sessionTexts } from './texts.ts';
import { tokenIn } from './token.ts';

/** The first visit to a fresh server: who shows the token of its console becomes the owner. */
export function FirstRunScreen() {
  const t = useTexts(sessionTexts);
  const session = useSession();
  const given = tokenIn(useHash());
  // The first step of a new workspace is a program.
  if (session?.state === 'signed_in') return <Lead to={pathTo('programs')} />;
  if (session?.state === 'signed_out') {
    return (
      <Frame title={t('already_running')} text={t('already_running_text')}>
        <Anchor component={Link} href={pathTo('signIn')}>
          {t('sign_in_do')}
        </Anchor>
      </Frame>
    );
  }
  return (
    <Frame title={t('first_run')} text={t('first_run_text')}>
      <FirstRunForm key={given} given={given} />
    </Frame>
  );
}

function FirstRunForm({ given }: { readonly given: string }) {
  const t = useTexts(sessionTexts);
  const enter = useEnter();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { token: given, name: '', email: '', password: '', workspaceName: '', timeZone: ownZone() },
    validate: {
      token: isNotEmpty(t('token_needed')),
      name: isNotEmpty(t('name_needed')),
      email: isNotEmpty(t('email_needed')),
      password: (text) => (text.length < passwordAtLeast ? t('password_short', { count: passwordAtLeast }) : null),
      workspaceName: isNotEmpty(t('workspace_needed')),
      timeZone: (zone) => (timeZones().includes(zone) ? null : t('zone_unknown')),
    },
  });
  const field = (name: 'token' | 'name' | 'email' | 'password' | 'workspaceName' | 'timeZone') => ({
    ...form.getInputProps(name),
    key: form.key(name),
  });
  const send = async ({ workspaceName, timeZone, token, ...owner }: typeof form.values): Promise<void> => {
    const workspace = { name: workspaceName.trim(), timeZone };
    enter(await sessionApi.firstRun({ ...owner, token: token.trim(), email: owner.email.trim(), workspace }));
  };
  return (
    <Form form={form} send={send} action={t('first_run_do')} guarded={false}>
      {given === '' ? <TextInput {...field('token')} label={t('token')} description={t('token_hint')} /> : undefined}
      <TextInput {...field('name')} label={t('your_name')} autoComplete="name" autoFocus />
      <TextInput {...field('email')} label={t('email')} type="email" autoComplete="username" />
      <PasswordInput
        {...field('password')}
        label={t('password')}
        description={t('password_short', { count: passwordAtLeast })}
        autoComplete="new-password"
      />
      <TextInput {...field('workspaceName')} label={t('workspace_name')} description={t('workspace_hint')} />
      <Select {...field('timeZone')} label={t('zone')} description={t('zone_hint')} data={timeZones()} searchable />
    </Form>
  );
}
