import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import type { InvitationView, Session } from '@sarafan/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from '../../kit/form.tsx';
import { plain } from '../../kit/format.ts';
import { useTexts } from '../../kit/i18n.ts';
import { Link, useGo } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { useEnter, useSession, useSignOut } from '../../kit/session.ts';
import { Failure, Loading } from '../../kit/states.tsx';
import { sessionApi } from './api.ts';
import { Frame } from './frame.tsx';
import { passwordAtLeast } from './limits.ts';
import { SignInSteps } from './sign-in.tsx';
import { sessionTexts } from './texts.ts';
import { tokenIn } from './token.ts';

interface StepProps {
  readonly token: string;
  readonly invitation: InvitationView;
}

/** Whoever opens the link of an invitation joins its workspace: as somebody new, or as who they are already. */
export function InvitationScreen() {
  const t = useTexts(sessionTexts);
  const [token] = useState(() => tokenIn(window.location.hash));
  const session = useSession();
  const { data: invitation, error } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => sessionApi.invitation(token),
  });
  if (error !== null) {
    return (
      <Frame title={t('invitation')}>
        <Failure error={error} title={t('invitation_bad')} />
        <Anchor component={Link} href={pathTo('signIn')} size="sm">
          {t('sign_in_do')}
        </Anchor>
      </Frame>
    );
  }
  if (invitation === undefined || session === undefined) {
    return (
      <Frame title={t('invitation')}>
        <Loading lines={3} />
      </Frame>
    );
  }
  return <Invited token={token} invitation={invitation} session={session} />;
}

function Invited({ token, invitation, session }: StepProps & { readonly session: Session }) {
  const t = useTexts(sessionTexts);
  const enter = useEnter();
  const { email, hasAccount } = invitation;
  const current = session.user?.email;
  if (current !== undefined && current !== email) return <SomebodyElse email={email} current={current} />;
  if (current !== undefined) return <Join token={token} invitation={invitation} />;
  if (hasAccount) return <SignInSteps email={email} text={t('has_account', { email })} onDone={enter} />;
  return <Newcomer token={token} invitation={invitation} />;
}

/** Who invites, to what and as what. */
function useWelcome({ workspaceName, role }: InvitationView): string {
  const t = useTexts(sessionTexts);
  return t('invitation_text', { workspace: plain(workspaceName, 100), role: t(`role_${role}`) });
}

function useJoin(token: string): (body: { name?: string; password?: string }) => Promise<void> {
  const enter = useEnter();
  const go = useGo();
  return async (body) => {
    enter(await sessionApi.accept(token, body));
    go(pathTo('home'), 'replace');
  };
}

function Newcomer({ token, invitation }: StepProps) {
  const t = useTexts(sessionTexts);
  const text = useWelcome(invitation);
  const join = useJoin(token);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', password: '' },
    validate: {
      name: isNotEmpty(t('name_needed')),
      password: (typed) => (typed.length < passwordAtLeast ? t('password_short', { count: passwordAtLeast }) : null),
    },
  });
  return (
    <Frame title={t('invitation')} text={text}>
      <Form form={form} send={join} action={t('invitation_do')} guarded={false}>
        <TextInput label={t('email')} value={invitation.email} readOnly autoComplete="username" />
        <TextInput
          {...form.getInputProps('name')}
          key={form.key('name')}
          label={t('your_name')}
          autoComplete="name"
          autoFocus
        />
        <PasswordInput
          {...form.getInputProps('password')}
          key={form.key('password')}
          label={t('password')}
          description={t('password_short', { count: passwordAtLeast })}
          autoComplete="new-password"
        />
      </Form>
    </Frame>
  );
}

function Join({ token, invitation }: StepProps) {
  const t = useTexts(sessionTexts);
  const text = useWelcome(invitation);
  const join = useJoin(token);
  const form = useForm({ initialValues: {} });
  return (
    <Frame title={t('invitation')} text={text}>
      <Form form={form} send={join} action={t('invitation_do')} guarded={false} />
    </Frame>
  );
}

function SomebodyElse({ email, current }: { readonly email: string; readonly current: string }) {
  const t = useTexts(sessionTexts);
  const signOut = useSignOut();
  return (
    <Frame title={t('invitation')} text={t('other_account', { email: plain(email), current: plain(current) })}>
      <Button variant="default" onClick={() => void signOut()}>
        {t('sign_out')}
      </Button>
    </Frame>
  );
}
