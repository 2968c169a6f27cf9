import { Button, Code, CopyButton, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { isNotEmpty, useForm } from '@mantine/form';
import type { TwoFactorBegun } from '@sarafan/contract';
import { useMemo, useState } from 'react';
import { encode } from 'uqr';
import { Form } from '../../kit/form.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { useEnter } from '../../kit/session.ts';
import { toast } from '../../kit/toast.tsx';
import { sessionApi } from './api.ts';
import classes from './session.module.css';
import { sessionTexts } from './texts.ts';

/** Turning the second factor on takes the password, then a code that shows that the app has the key. */
export function TwoFactor({ on }: { readonly on: boolean }) {
  const t = useTexts(sessionTexts);
  const enter = useEnter();
  const [begun, setBegun] = useState<TwoFactorBegun>();
  const [asking, setAsking] = useState(false);
  if (begun !== undefined) return <Confirm begun={begun} onDone={() => setBegun(undefined)} />;
  const prove = async (password: string): Promise<void> => {
    if (!on) return setBegun(await sessionApi.beginTwoFactor(password));
    enter(await sessionApi.removeTwoFactor(password));
    toast(t('two_factor_removed'));
    return setAsking(false);
  };
  const action = on ? t('two_factor_remove') : t('two_factor_begin');
  return (
    <Stack gap="md" align="flex-start">
      <Text size="sm">{on ? t('two_factor_on') : t('two_factor_off')}</Text>
      {asking ? (
        <Proof action={action} prove={prove} cancel={() => setAsking(false)} />
      ) : (
        <Button variant="default" onClick={() => setAsking(true)}>
          {action}
        </Button>
      )}
    </Stack>
  );
}

interface ProofProps {
  readonly action: string;
  readonly prove: (password: string) => Promise<void>;
  readonly cancel: () => void;
}

function Proof({ action, prove, cancel }: ProofProps) {
  const t = useTexts(sessionTexts);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: { password: isNotEmpty(t('password_needed')) },
  });
  return (
    <Form form={form} send={({ password }) => prove(password)} action={action} cancel={cancel} guarded={false}>
      <PasswordInput
        {...form.getInputProps('password')}
        key={form.key('password')}
        label={t('current_password')}
        autoComplete="current-password"
        w={320}
        maw="100%"
        autoFocus
      />
    </Form>
  );
}

function Confirm({ begun, onDone }: { readonly begun: TwoFactorBegun; readonly onDone: () => void }) {
  const t = useTexts(sessionTexts);
  const enter = useEnter();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { code: '' },
    validate: { code: isNotEmpty(t('code_needed')) },
  });
  const send = async ({ code }: { code: string }): Promise<void> => {
    enter(await sessionApi.confirmTwoFactor(code.replace(/\s/g, '')));
    toast(t('two_factor_done'));
    onDone();
  };
  return (
    <Stack gap="md">
      <Text size="sm">{t('two_factor_scan')}</Text>
      <Group gap="lg" align="flex-start">
        <Qr text={begun.uri} label={t('two_factor_qr')} />
        <div>
          <Text size="sm" c="dimmed">
            {t('two_factor_key')}
          </Text>
          <Code>{begun.secret}</Code>
        </div>
      </Group>
      <Text size="sm">{t('two_factor_codes')}</Text>
      <ul className={classes['codes']}>
        {begun.backupCodes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyButton value={begun.backupCodes.join('\n')}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy} w="fit-content">
            {copied ? t('copied') : t('copy_codes')}
          </Button>
        )}
      </CopyButton>
      <Form form={form} send={send} action={t('two_factor_confirm')} cancel={onDone} guarded={false}>
        <TextInput
          {...form.getInputProps('code')}
          key={form.key('code')}
          label={t('code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maw={320}
        />
      </Form>
    </Stack>
  );
}

/** A QR code as one path: a square for every dark field, on white in any colour scheme, so that cameras read it. */
function Qr({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => {
    const { data } = encode(text, { ecc: 'M', border: 2 });
    const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { size: data.length, path: dark.join('') };
  }, [text]);
  return (
    <svg
      className={classes['qr']}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
