import { PasswordInput, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import type { Session } from '@sarafan/contract';
import { useState } from 'react';
import { useAddress } from '../../kit/address.ts';
import { Form } from '../../kit/form.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { Lead } from '../../kit/lead.tsx';
import { pathTo, safeReturn } from '../../kit/paths.ts';
import { useEnter, useSession } from '../../kit/session.ts';
import { sessionApi } from './api.ts';
import { Frame } from './frame.tsx';
import { sessionTexts } from './texts.ts';

/** E-mail and password, then a code if the user asked for one; and back to where one wanted to go. */
export function SignInScreen() {
  const session = useSession();
  const enter = useEnter();
  const { values } = useAddress();
  if (session?.state === 'first_run') return <Lead to={pathTo('firstRun') + window.location.hash} />;
  if (session?.state === 'signed_in') return <Lead to={safeReturn(values['to'])} />;
  return <SignInSteps onDone={enter} />;
}

interface StepProps {
  readonly onDone: (session: Session) => void;
  /** Why one is asked, and the address that is expected. */
  readonly text?: string;
  readonly email?: string;
}

/** Both steps of signing in, wherever somebody has to. */
export function SignInSteps(props: StepProps) {
  const [wantsCode, setWantsCode] = useState(false);
  return wantsCode ? <Code {...props} /> : <Password {...props} onCode={() => setWantsCode(true)} />;
}

function Password({ onDone, onCode, text, email = '' }: StepProps & { readonly onCode: () => void }) {
  const t = useTexts(sessionTexts);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email, password: '' },
    validate: { email: isNotEmpty(t('email_needed')), password: isNotEmpty(t('password_needed')) },
  });
  const send = async (values: { email: string; password: string }): Promise<void> => {
    const answer = await sessionApi.signIn({ ...values, email: values.email.trim() });
    if (answer.state === 'second_factor') onCode();
    else onDone(answer);
  };
  return (
    <Frame title={t('sign_in')} {...(text === undefined ? {} : { text })}>
      <Form form={form} send={send} action={t('sign_in_do')} guarded={false}>
        <TextInput
          {...form.getInputProps('email')}
          key={form.key('email')}
          label={t('email')}
          type="email"
          autoComplete="username"
          autoFocus
        />
        <PasswordInput
          {...form.getInputProps('password')}
          key={form.key('password')}
          label={t('password')}
          autoComplete="current-password"
        />
      </Form>
    </Frame>
  );
}

function Code({ onDone }: StepProps) {
  const t = useTexts(sessionTexts);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { code: '' },
    validate: { code: isNotEmpty(t('code_needed')) },
  });
  const send = async ({ code }: { code: string }): Promise<void> =>
    onDone(await sessionApi.secondFactor(code.replace(/\s/g, '')));
  return (
    <Frame title={t('second_factor')} text={t('second_factor_text')}>
      <Form form={form} send={send} action={t('sign_in_do')} guarded={false}>
        <TextInput
          {...form.getInputProps('code')}
          key={form.key('code')}
          label={t('code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
        />
      </Form>
    </Frame>
  );
}
