import { Alert, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { BindingAnswer } from '@sarafan/contract';
import { useState } from 'react';
import { useAddress } from '../../kit/address.ts';
import { useRead, useWrite } from '../../kit/api.ts';
import { momentAt } from '../../kit/days.ts';
import { Section } from '../../kit/detail.tsx';
import { Form } from '../../kit/form.tsx';
import { plain } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { useWorkspace } from '../../kit/session.ts';
import { PairStatus } from '../../kit/standing.tsx';
import { kitTexts } from '../../kit/texts.ts';
import { toast } from '../../kit/toast.tsx';
import { referralApi } from './api.ts';
import { SupportFrame } from './support-frame.tsx';
import { PairLink } from './support-pairs.tsx';
import { supportTexts } from './texts-support.ts';

/** Binds a friend to the owner of a code, as was told to a manager; dated back as far as the program allows. */
export function BindingScreen() {
  const t = useTexts(supportTexts);
  const [answer, setAnswer] = useState<BindingAnswer>();
  return (
    <SupportFrame>
      <Section title={t('bind_title')}>
        <Stack gap="md" maw={480}>
          <Text size="sm" c="dimmed">
            {t('bind_text')}
          </Text>
          <BindingForm onBound={setAnswer} />
          {answer === undefined ? undefined : <Bound answer={answer} />}
        </Stack>
      </Section>
    </SupportFrame>
  );
}

interface Values extends Record<string, unknown> {
  userId: string;
  code: string;
  at: string;
}

function BindingForm({ onBound }: { readonly onBound: (answer: BindingAnswer | undefined) => void }) {
  const t = useTexts(supportTexts);
  const kit = useTexts(kitTexts);
  const { timeZone } = useWorkspace();
  const { values: given } = useAddress();
  const bind = useWrite(referralApi.bind);
  const needed = (text: string): string | null => (text.trim() === '' ? kit('required') : null);
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: { userId: given['userId'] ?? '', code: given['code'] ?? '', at: '' },
    validate: {
      userId: needed,
      code: needed,
      at: (text) => (text === '' || momentAt(text, timeZone) !== undefined ? null : t('bad_moment')),
    },
  });
  const send = async ({ userId, code, at }: Values): Promise<void> => {
    onBound(undefined);
    const moment = momentAt(at, timeZone);
    const body = { userId: userId.trim(), code: code.trim(), ...(moment === undefined ? {} : { at: moment }) };
    onBound(await bind.mutateAsync({ body }));
    toast(t('bound'));
  };
  return (
    <Form form={form} send={send} action={t('bind')} guarded={false}>
      <TextInput
        label={t('friend_user_id')}
        description={t('friend_user_id_hint')}
        key={form.key('userId')}
        {...form.getInputProps('userId')}
      />
      <TextInput label={t('code')} key={form.key('code')} {...form.getInputProps('code')} />
      <TextInput
        type="datetime-local"
        label={t('at')}
        description={t('at_hint', { zone: timeZone })}
        key={form.key('at')}
        {...form.getInputProps('at')}
      />
    </Form>
  );
}

function Bound({ answer: { person, programs } }: { readonly answer: BindingAnswer }) {
  const t = useTexts(supportTexts);
  const language = useLanguage();
  const { data } = useRead(referralApi.programs);
  return (
    <Alert variant="light" color="accent" title={t('bound')} role="status">
      <Stack gap={4}>
        <Text size="sm">{t('bound_text')}</Text>
        {programs.map(({ program, status }) => {
          const known = data?.items.find((each) => each.program === program);
          return (
            <Text key={program} size="sm" component="div">
              {plain(known?.name[language] ?? program)} <PairStatus status={status} />{' '}
              <PairLink program={program} friend={person} />
            </Text>
          );
        })}
      </Stack>
    </Alert>
  );
}
