import { Alert, Button, Checkbox, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { WebhookSubscription, WebhookType } from '@sarafan/contract';
import { Copyable } from '../../kit/copy.tsx';
import { Form } from '../../kit/form.tsx';
import { useTexts } from '../../kit/i18n.ts';
import type { EndpointFields } from './api.ts';
import { webhooksTexts } from './texts.ts';
import { types, typeWord } from './words.ts';

interface EndpointFormProps {
  /** Absent: a new one. */
  readonly present?: WebhookSubscription;
  readonly action: string;
  readonly send: (fields: EndpointFields) => Promise<unknown>;
  readonly cancel: () => void;
}

/** Where an endpoint is and what it is told. */
export function EndpointForm({ present, action, send, cancel }: EndpointFormProps) {
  const t = useTexts(webhooksTexts);
  const form = useForm<{ url: string; types: string[]; description: string }>({
    mode: 'uncontrolled',
    initialValues: {
      url: present?.url ?? '',
      types: [...(present?.types ?? [])],
      description: present?.description ?? '',
    },
    validate: {
      url: (value) => (value.trim() === '' ? t('url_needed') : null),
      types: (value) => (value.length === 0 ? t('types_needed') : null),
    },
  });
  return (
    <Form
      form={form}
      action={action}
      cancel={cancel}
      guarded={false}
      send={({ url, types: chosen, description }) =>
        send({ url: url.trim(), types: chosen.filter(isType), description: description.trim() })
      }
    >
      <TextInput
        {...form.getInputProps('url')}
        key={form.key('url')}
        label={t('url')}
        description={t('url_hint')}
        placeholder="https://example.com/webhooks"
        inputMode="url"
        maxLength={2_000}
      />
      <Checkbox.Group {...form.getInputProps('types')} key={form.key('types')} label={t('types')}>
        <Stack gap="xs" mt="xs">
          {types.map((type) => (
            <Checkbox
              key={type}
              value={type}
              label={typeWord(type, t)}
              description={<Code>{type}</Code>}
              // The code is a line of its own below the words.
              styles={{ description: { marginTop: 2 } }}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <TextInput
        {...form.getInputProps('description')}
        key={form.key('description')}
        label={t('description')}
        description={t('description_hint')}
        maxLength={500}
      />
    </Form>
  );
}

function isType(text: string): text is WebhookType {
  return types.some((type) => type === text);
}

/** A secret, which is shown this once. */
export function Secret({ secret, text, close }: SecretProps) {
  const t = useTexts(webhooksTexts);
  return (
    <Stack gap="md">
      <Copyable text={secret} label={t('secret')} />
      <Alert color="yellow" variant="light">
        {t('once')}
      </Alert>
      <Text size="sm">{text}</Text>
      <Group justify="flex-end">
        <Button onClick={close}>{t('kept')}</Button>
      </Group>
    </Stack>
  );
}

interface SecretProps {
  readonly secret: string;
  readonly text: string;
  readonly close: () => void;
}
