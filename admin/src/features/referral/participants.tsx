import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Participant, ProgramDetail } from '@sarafan/contract';
import { useState } from 'react';
import { fetchOne, useWrite } from '../../kit/api.ts';
import { useConfirm } from '../../kit/confirm.tsx';
import { Copy } from '../../kit/copy.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { Form } from '../../kit/form.tsx';
import { plain } from '../../kit/format.ts';
import { type Say, useTexts } from '../../kit/i18n.ts';
import { List, type ListColumns } from '../../kit/list.tsx';
import { Mark } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { Plain } from '../../kit/plain.tsx';
import { useMay, useWorkspace } from '../../kit/session.ts';
import { kitTexts } from '../../kit/texts.ts';
import { toast } from '../../kit/toast.tsx';
import { nameOf, Who } from '../../kit/who.tsx';
import { referralApi } from './api.ts';
import { BanForm } from './ban-forms.tsx';
import { ProgramFrame } from './frame.tsx';
import classes from './referral.module.css';
import { referralTexts } from './texts.ts';
import { bansTexts } from './texts-bans.ts';

/** Who takes part in a program, under which code. */
export function ParticipantsScreen() {
  const t = useTexts(referralTexts);
  const tOfBans = useTexts(bansTexts);
  const [opened, setOpened] = useState(false);
  const [banning, setBanning] = useState<Participant>();
  const may = useMay('support');
  const add = may ? <Button onClick={() => setOpened(true)}>{t('add_participant')}</Button> : undefined;
  return (
    <ProgramFrame actions={() => add}>
      {(program) => (
        <>
          <List
            label={t('participants')}
            route={referralApi.participants}
            params={{ program: program.program }}
            columns={columns(t, tOfBans('state_standing'))}
            actions={(each) =>
              may && each.bannedSince === null ? (
                <Button size="compact-sm" variant="default" onClick={() => setBanning(each)}>
                  {tOfBans('ban_somebody')}
                </Button>
              ) : undefined
            }
            keyOf={({ code }) => code}
            empty={{ title: t('participants_empty'), text: t('participants_empty_text'), action: add }}
          />
          <Dialog title={t('add_participant')} opened={opened} onClose={() => setOpened(false)}>
            <AddParticipant program={program} onDone={() => setOpened(false)} />
          </Dialog>
          {banning === undefined ? undefined : (
            <Dialog title={tOfBans('ban_title')} opened onClose={() => setBanning(undefined)}>
              <Stack gap="md">
                <Text size="sm" fw={600}>
                  <Plain text={nameOf(banning.owner, banning.person)} />
                </Text>
                <BanForm program={program.program} person={banning.person} onDone={() => setBanning(undefined)} />
              </Stack>
            </Dialog>
          )}
        </>
      )}
    </ProgramFrame>
  );
}

function columns(
  t: Say<'participant' | 'code' | 'invite_link' | 'copy_link' | 'joined'>,
  banned: string,
): ListColumns<Participant> {
  return [
    {
      key: 'person',
      title: t('participant'),
      cell: ({ person, owner, bannedSince }) => (
        <>
          <Who person={person} summary={owner} /> {bannedSince !== null && <Mark tone="bad">{banned}</Mark>}
        </>
      ),
      text: ({ person, owner }) => nameOf(owner, person),
    },
    { key: 'code', title: t('code'), cell: ({ code }) => <code>{code}</code>, text: ({ code }) => code },
    {
      key: 'link',
      title: t('invite_link'),
      cell: ({ link }) =>
        link !== null && (
          <Group gap={4} wrap="nowrap" justify="flex-start">
            <span className={classes['address']}>{link}</span>
            <Copy text={link} label={link} />
          </Group>
        ),
      text: ({ link }) => link ?? '',
    },
    {
      ...{ key: 'joinedAt', title: t('joined') },
      cell: ({ joinedAt }) => <Moment at={joinedAt} />,
      text: ({ joinedAt }, { moment }) => moment(joinedAt),
    },
  ];
}

interface AddProps {
  readonly program: ProgramDetail;
  readonly onDone: () => void;
}

function AddParticipant({ program: { program }, onDone }: AddProps) {
  const t = useTexts(referralTexts);
  const kit = useTexts(kitTexts);
  const { workspace } = useWorkspace();
  const confirm = useConfirm();
  const join = useWrite(referralApi.join);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { userId: '' },
    validate: { userId: (text) => (text.trim() === '' ? kit('required') : null) },
  });
  const send = async ({ userId }: { userId: string }): Promise<void> => {
    const query = { userId: userId.trim(), limit: 1 };
    const { items } = await fetchOne(referralApi.persons, { query, workspace });
    // A mistyped id would become a person with a live code.
    const question = {
      title: t('unknown_participant'),
      text: t('unknown_participant_text', { userId: plain(query.userId, 60) }),
    };
    if (items.length === 0 && !(await confirm({ ...question, action: t('unknown_participant_add') }))) return;
    const made = await join.mutateAsync({ params: { program }, body: { userId: query.userId } });
    if (made !== undefined) toast(t('participant_added', { code: made.code }));
    onDone();
  };
  return (
    <Form form={form} send={send} action={t('add_participant')} cancel={onDone} guarded={false}>
      <TextInput
        label={t('user_id')}
        description={t('user_id_hint')}
        data-autofocus
        key={form.key('userId')}
        {...form.getInputProps('userId')}
      />
    </Form>
  );
}
