import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import type { Invitation, MadeInvitation, WorkspaceUser } from '@sarafan/contract';
import { useState } from 'react';
import { useRead, useWrite } from '../../kit/api.ts';
import { useConfirm } from '../../kit/confirm.tsx';
import { Section } from '../../kit/detail.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { plain } from '../../kit/format.ts';
import { useTexts } from '../../kit/i18n.ts';
import { List, type ListColumns } from '../../kit/list.tsx';
import { Mark } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { Plain } from '../../kit/plain.tsx';
import { type Column, Rows } from '../../kit/rows.tsx';
import { useSession } from '../../kit/session.ts';
import { Settings } from '../../kit/settings.tsx';
import { toast, toastProblem } from '../../kit/toast.tsx';
import { accessApi } from './api.ts';
import { InvitationForm, InvitationLink } from './invite.tsx';
import { roles } from './roles.ts';
import { usersTexts } from './texts-users.ts';

/** Who works here, what they may do, and who is asked to join. */
export function UsersScreen() {
  const t = useTexts(usersTexts);
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<MadeInvitation>();
  const close = (): void => {
    setOpen(false);
    setMade(undefined);
  };
  const invite = <Button onClick={() => setOpen(true)}>{t('invite')}</Button>;
  return (
    <Settings title={t('users')} actions={invite}>
      <Members />
      <Invitations />
      <Dialog
        title={made === undefined ? t('invite') : t('invited')}
        opened={open}
        onClose={close}
        holds={made !== undefined}
      >
        {made === undefined ? (
          <InvitationForm done={setMade} cancel={close} />
        ) : (
          <InvitationLink made={made} close={close} />
        )}
      </Dialog>
    </Settings>
  );
}

function Members() {
  const t = useTexts(usersTexts);
  const own = useSession()?.user?.user;
  const { changeRole, remove } = useMembers();
  const twoFactor = (member: WorkspaceUser): string => (member.twoFactor ? t('on') : t('off'));
  const columns: ListColumns<WorkspaceUser> = [
    {
      key: 'name',
      title: t('name'),
      cell: ({ name, email, user }) => (
        <Stack gap={0}>
          <span>
            <Plain text={name} atMost={100} /> {user === own ? <Mark tone="plain">{t('you')}</Mark> : undefined}
          </span>
          <Text size="xs" c="dimmed">
            <Plain text={email} />
          </Text>
        </Stack>
      ),
      text: ({ name }) => name,
      beside: { title: t('email'), text: ({ email }) => email },
    },
    {
      key: 'role',
      title: t('role'),
      cell: (member) => (
        <NativeSelect
          size="xs"
          aria-label={`${t('role')}: ${plain(member.name, 60)}`}
          value={member.role}
          data={roles.map((role) => ({ value: role, label: t(`role_${role}`) }))}
          onChange={({ currentTarget }) => void changeRole(member, currentTarget.value, member.user === own)}
        />
      ),
      text: ({ role }) => t(`role_${role}`),
    },
    { key: 'twoFactor', title: t('two_factor'), cell: twoFactor, text: twoFactor },
    {
      ...{ key: 'joinedAt', title: t('joined') },
      cell: ({ joinedAt }) => <Moment at={joinedAt} />,
      text: ({ joinedAt }, { moment }) => moment(joinedAt),
    },
  ];
  const actions = (member: WorkspaceUser) =>
    member.user === own ? undefined : (
      <Button
        variant="default"
        size="xs"
        aria-label={`${t('remove')}: ${plain(member.name, 60)}`}
        onClick={() => void remove(member)}
      >
        {t('remove')}
      </Button>
    );
  return (
    <List
      label={t('users')}
      route={accessApi.users}
      columns={columns}
      actions={actions}
      keyOf={({ user }) => user}
      empty={{ title: t('users'), text: t('users_text') }}
    />
  );
}

/** A change of a role ends somebody's sessions, so it is asked about. */
function useMembers() {
  const t = useTexts(usersTexts);
  const confirm = useConfirm();
  const role = useWrite(accessApi.changeRole);
  const removal = useWrite(accessApi.removeUser);
  const attempt = async (work: () => Promise<unknown>, done: string): Promise<void> => {
    try {
      await work();
      toast(done);
    } catch (error) {
      toastProblem(error);
    }
  };
  return {
    changeRole: async ({ user, name, email }: WorkspaceUser, chosen: string, own: boolean): Promise<void> => {
      const to = roles.find((each) => each === chosen);
      if (to === undefined) return;
      const values = { name: plain(name, 60), role: t(`role_${to}`) };
      const question = {
        title: t('role_title', values),
        text: t(`role_${to}_may`),
        touches: [own ? t('role_touches_own') : t('role_touches', { email: plain(email) })],
        action: t('role_change'),
      };
      if (await confirm(question)) {
        await attempt(() => role.mutateAsync({ params: { user }, body: { role: to } }), t('role_changed', values));
      }
    },
    remove: async ({ user, name, email }: WorkspaceUser): Promise<void> => {
      const values = { name: plain(name, 60), email: plain(email) };
      const question = {
        title: t('remove_title', values),
        text: t('remove_text'),
        touches: [t('remove_touches', values)],
        action: t('remove'),
        danger: true,
      };
      if (await confirm(question)) {
        await attempt(() => removal.mutateAsync({ params: { user } }), t('removed', values));
      }
    },
  };
}

/** Invitations that nobody has accepted yet; nothing while there are none. */
function Invitations() {
  const t = useTexts(usersTexts);
  const revoke = useRevoke();
  const { data } = useRead(accessApi.invitations, { query: { limit: 200 } });
  if (data === undefined || data.items.length === 0) return undefined;
  const columns: Column<Invitation>[] = [
    { key: 'email', title: t('email'), cell: ({ email }) => <Plain text={email} /> },
    { key: 'role', title: t('role'), cell: ({ role }) => t(`role_${role}`) },
    { key: 'invitedBy', title: t('invited_by'), cell: ({ invitedBy }) => invitedBy && <Plain text={invitedBy} /> },
    { key: 'expiresAt', title: t('expires'), cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
  ];
  const actions = (invitation: Invitation) => (
    <Button
      variant="default"
      size="xs"
      aria-label={`${t('revoke')}: ${plain(invitation.email)}`}
      onClick={() => void revoke(invitation)}
    >
      {t('revoke')}
    </Button>
  );
  return (
    <Section title={t('pending')}>
      <Rows
        label={t('pending')}
        items={data.items}
        columns={columns}
        actions={actions}
        keyOf={({ invitation }) => invitation}
      />
    </Section>
  );
}

function useRevoke(): (invitation: Invitation) => Promise<void> {
  const t = useTexts(usersTexts);
  const confirm = useConfirm();
  const write = useWrite(accessApi.revokeInvitation);
  return async ({ invitation, email }) => {
    const values = { email: plain(email) };
    const question = { title: t('revoke_title', values), text: t('revoke_text'), action: t('revoke'), danger: true };
    if (!(await confirm(question))) return;
    try {
      await write.mutateAsync({ params: { invitation } });
      toast(t('revoked', values));
    } catch (error) {
      toastProblem(error);
    }
  };
}
