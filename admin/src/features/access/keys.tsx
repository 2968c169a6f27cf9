import { Alert, Button, Group, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { AccessKey, MadeAccessKey } from '@sarafan/contract';
import { useState } from 'react';
import { useWrite } from '../../kit/api.ts';
import { useConfirm } from '../../kit/confirm.tsx';
import { Copyable } from '../../kit/copy.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { Form } from '../../kit/form.tsx';
import { plain } from '../../kit/format.ts';
import { type Say, useTexts } from '../../kit/i18n.ts';
import { List, type ListColumns } from '../../kit/list.tsx';
import { Mark } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { Plain } from '../../kit/plain.tsx';
import { Settings } from '../../kit/settings.tsx';
import { toast, toastProblem } from '../../kit/toast.tsx';
import { accessApi, type NewKey } from './api.ts';
import { type KeysText, keysTexts } from './texts-keys.ts';

const kinds = ['write', 'secret', 'api'] as const satisfies readonly AccessKey['kind'][];
const scopes = ['read', 'support', 'write', 'admin'] as const satisfies readonly AccessKey['scopes'][number][];

/** The keys by which pages, servers and programs are let in. */
export function KeysScreen() {
  const t = useTexts(keysTexts);
  const revoke = useRevoke();
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<MadeAccessKey>();
  const close = (): void => {
    setOpen(false);
    setMade(undefined);
  };
  const make = <Button onClick={() => setOpen(true)}>{t('make')}</Button>;
  return (
    <Settings title={t('keys')} actions={make}>
      <Text size="sm" c="dimmed" maw={640}>
        {t('keys_text')}
      </Text>
      <List
        label={t('keys')}
        route={accessApi.keys}
        columns={columns(t)}
        actions={(key) => (key.revokedAt === null ? <Revoke name={nameOf(key)} act={() => revoke(key)} /> : undefined)}
        keyOf={({ keyId }) => keyId}
        empty={{ title: t('empty_title'), text: t('empty_text'), action: make }}
      />
      <Dialog
        title={made === undefined ? t('make') : t('made')}
        opened={open}
        onClose={close}
        holds={made !== undefined}
      >
        {made === undefined ? <KeyForm done={setMade} cancel={close} /> : <Shown made={made} close={close} />}
      </Dialog>
    </Settings>
  );
}

function columns(t: Say<KeysText>): ListColumns<AccessKey> {
  const note = (key: AccessKey): string => noteOf(key.note, t);
  const kind = (key: AccessKey): string => t(`kind_${key.kind}`);
  const held = (key: AccessKey): string => key.scopes.map((each) => t(`scope_${each}`)).join(', ');
  return [
    { key: 'note', title: t('note'), cell: (key) => <Plain text={note(key)} />, text: note },
    { key: 'kind', title: t('kind'), cell: kind, text: kind },
    { key: 'scopes', title: t('scopes'), cell: held, text: held },
    { key: 'hint', title: t('hint'), cell: ({ hint }) => <code>{hint}</code>, text: ({ hint }) => hint },
    {
      ...{ key: 'createdAt', title: t('made_at') },
      cell: ({ createdAt }) => <Moment at={createdAt} />,
      text: ({ createdAt }, { moment }) => moment(createdAt),
    },
    {
      key: 'state',
      title: t('state'),
      cell: ({ revokedAt }) =>
        revokedAt === null ? <Mark tone="good">{t('active')}</Mark> : <Mark tone="plain">{t('revoked')}</Mark>,
      text: ({ revokedAt }) => t(revokedAt === null ? 'active' : 'revoked'),
    },
  ];
}

function Revoke({ name, act }: { readonly name: string; readonly act: () => Promise<void> }) {
  const t = useTexts(keysTexts);
  return (
    <Button variant="default" size="xs" aria-label={`${t('revoke')}: ${name}`} onClick={() => void act()}>
      {t('revoke')}
    </Button>
  );
}

/** The keys that came with the workspace bear a note of the server's. */
function noteOf(note: string, t: Say<KeysText>): string {
  if (note === '') return t('no_note');
  return note === 'first' ? t('first_note') : note;
}

function nameOf({ note, hint }: AccessKey): string {
  return note === '' ? hint : plain(note, 60);
}

/** Asks by naming what will stop, because a revoked key cannot be brought back. */
function useRevoke(): (key: AccessKey) => Promise<void> {
  const t = useTexts(keysTexts);
  const confirm = useConfirm();
  const write = useWrite(accessApi.revokeKey);
  return async (key) => {
    const name = nameOf(key);
    const question = {
      title: t('revoke_title', { name }),
      text: t('revoke_text'),
      touches: [t(`stops_${key.kind}`, { hint: key.hint })],
      action: t('revoke'),
      danger: true,
    };
    if (!(await confirm(question))) return;
    try {
      await write.mutateAsync({ params: { key: key.keyId } });
      toast(t('revoked_done', { name }));
    } catch (error) {
      toastProblem(error);
    }
  };
}

interface KeyFormProps {
  readonly done: (made: MadeAccessKey) => void;
  readonly cancel: () => void;
}

function KeyForm({ done, cancel }: KeyFormProps) {
  const t = useTexts(keysTexts);
  const make = useWrite(accessApi.makeKey);
  const [kind, setKind] = useState<string>('write');
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { kind: 'write', scope: 'read', note: '' },
    onValuesChange: (values) => setKind(values.kind),
  });
  const send = async (values: { kind: string; scope: string; note: string }): Promise<void> => {
    const made = await make.mutateAsync({ body: newKey(values) });
    if (made !== undefined) done(made);
  };
  return (
    <Form form={form} send={send} action={t('make')} cancel={cancel} guarded={false}>
      <Radio.Group {...form.getInputProps('kind')} key={form.key('kind')} label={t('kind')}>
        <Stack gap="sm" mt="xs">
          {kinds.map((each) => (
            <Radio key={each} value={each} label={t(`kind_${each}`)} description={t(`kind_${each}_text`)} />
          ))}
        </Stack>
      </Radio.Group>
      {kind === 'api' ? (
        <Select
          {...form.getInputProps('scope')}
          key={form.key('scope')}
          label={t('scopes')}
          data={scopes.map((each) => ({ value: each, label: t(`scope_${each}_text`) }))}
          allowDeselect={false}
        />
      ) : undefined}
      <TextInput
        {...form.getInputProps('note')}
        key={form.key('note')}
        label={t('note')}
        description={t('note_hint')}
        maxLength={500}
      />
    </Form>
  );
}

function newKey(values: { readonly kind: string; readonly scope: string; readonly note: string }): NewKey {
  const kind = kinds.find((each) => each === values.kind) ?? 'write';
  const scope = scopes.find((each) => each === values.scope) ?? 'read';
  return { kind, note: values.note.trim(), ...(kind === 'api' ? { scopes: [scope] } : {}) };
}

function Shown({ made, close }: { readonly made: MadeAccessKey; readonly close: () => void }) {
  const t = useTexts(keysTexts);
  return (
    <Stack gap="md">
      <Copyable text={made.key} label={t('key')} />
      <Alert color="yellow" variant="light">
        {t('once')} {t(`keep_${made.kind}`)}
      </Alert>
      <Group justify="flex-end">
        <Button onClick={close}>{t('kept')}</Button>
      </Group>
    </Stack>
  );
}
