import { Button, Group, Stack, Text } from '@mantine/core';
import type { Ban } from '@sarafan/contract';
import { useState } from 'react';
import { useRead } from '../../kit/api.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { type Say, useTexts } from '../../kit/i18n.ts';
import { List, type ListColumns } from '../../kit/list.tsx';
import { Mark, type Tone } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { Plain } from '../../kit/plain.tsx';
import { usePolling } from '../../kit/polling.ts';
import { useMay } from '../../kit/session.ts';
import { nameOf, Who } from '../../kit/who.tsx';
import { referralApi } from './api.ts';
import { BanForm, DecisionForm } from './ban-forms.tsx';
import { ProgramFrame } from './frame.tsx';
import { type BansText, bansTexts, reasonTexts } from './texts-bans.ts';

const states = ['standing', 'appealed', 'lifted'] as const satisfies readonly Ban['state'][];
const tones = { standing: 'bad', appealed: 'attention', lifted: 'plain' } as const satisfies Record<Ban['state'], Tone>;

interface Asked {
  readonly ban: Ban;
  readonly action: 'lift' | 'keep';
}

/** Who is banned from a program, what they say to it, and what became of that. */
export function BansScreen() {
  const t = useTexts(bansTexts);
  const may = useMay('support');
  const [opened, setOpened] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const add = may ? <Button onClick={() => setOpened(true)}>{t('ban_somebody')}</Button> : undefined;
  const actions = (ban: Ban) =>
    may && ban.state !== 'lifted' ? <Actions ban={ban} ask={(action) => setAsked({ ban, action })} /> : undefined;
  return (
    <ProgramFrame actions={() => add}>
      {({ program }) => (
        <>
          <List
            label={t('bans')}
            route={referralApi.bans}
            params={{ program }}
            columns={columns(t)}
            actions={actions}
            keyOf={({ ban }) => ban}
            filters={[
              {
                name: 'state',
                label: t('state'),
                options: states.map((value) => ({ value, label: t(`state_${value}`) })),
              },
            ]}
            empty={{ title: t('empty'), text: t('empty_text'), action: add }}
          />
          <Dialog title={t('ban_title')} opened={opened} onClose={() => setOpened(false)}>
            <BanForm program={program} onDone={() => setOpened(false)} />
          </Dialog>
          {asked === undefined ? undefined : (
            <Dialog title={t(`${asked.action}_title`)} opened onClose={() => setAsked(undefined)}>
              <Stack gap="md">
                <Text size="sm" fw={600}>
                  <Plain text={nameOf(asked.ban.participant, asked.ban.person)} />
                </Text>
                {asked.ban.appeal === null ? undefined : (
                  <Text size="sm">
                    <Plain text={asked.ban.appeal.text} atMost={2_000} />
                  </Text>
                )}
                <DecisionForm {...asked} onDone={() => setAsked(undefined)} />
              </Stack>
            </Dialog>
          )}
        </>
      )}
    </ProgramFrame>
  );
}

interface ActionsProps {
  readonly ban: Ban;
  readonly ask: (action: Asked['action']) => void;
}

function Actions({ ban, ask }: ActionsProps) {
  const t = useTexts(bansTexts);
  return (
    <Group gap="sm" justify="flex-end" wrap="nowrap">
      <Button size="compact-sm" variant="default" onClick={() => ask('lift')}>
        {t('lift')}
      </Button>
      {ban.state === 'appealed' ? (
        <Button size="compact-sm" variant="default" onClick={() => ask('keep')}>
          {t('keep')}
        </Button>
      ) : undefined}
    </Group>
  );
}

function columns(t: Say<BansText>): ListColumns<Ban> {
  const reason = ({ reason: found }: Ban): string => t(reasonTexts[found]);
  return [
    {
      key: 'person',
      title: t('participant'),
      cell: ({ person, participant }) => <Who person={person} summary={participant} />,
      text: ({ person, participant }) => nameOf(participant, person),
    },
    {
      ...{ key: 'state', title: t('state') },
      cell: ({ state }) => <Mark tone={tones[state]}>{t(`state_${state}`)}</Mark>,
      text: ({ state }) => t(`state_${state}`),
    },
    { key: 'reason', title: t('reason'), cell: reason, text: reason },
    {
      ...{ key: 'note', title: t('note') },
      cell: ({ note }) => <Plain text={note} atMost={200} />,
      text: ({ note }) => note,
    },
    {
      key: 'appeal',
      title: t('appeal'),
      cell: ({ appeal }) => appeal !== null && <Appeal appeal={appeal} />,
      text: ({ appeal }) => appeal?.text ?? '',
    },
    {
      ...{ key: 'since', title: t('since') },
      cell: ({ since }) => <Moment at={since} />,
      text: ({ since }, { moment }) => moment(since),
    },
    {
      ...{ key: 'told', title: t('told') },
      cell: (ban) => <Telling ban={ban} />,
      text: ({ work }) => String(work.told),
    },
  ];
}

function Appeal({ appeal: { text, decision, note } }: { readonly appeal: NonNullable<Ban['appeal']> }) {
  const t = useTexts(bansTexts);
  return (
    <>
      <Plain text={text} atMost={200} />
      {decision === 'kept' ? (
        <Text size="sm" c="dimmed">
          {t('appeal_kept')}: <Plain text={note} atMost={200} />
        </Text>
      ) : undefined}
    </>
  );
}

/** How far the friends of whoever is banned have been told; it goes on while one looks. */
function Telling({ ban }: { readonly ban: Ban }) {
  const t = useTexts(bansTexts);
  const params = { program: ban.program, ban: ban.ban };
  const { data, refetch } = useRead(referralApi.ban, { params, enabled: !ban.work.isDone });
  const { isDone, told } = ban.work.isDone ? ban.work : (data?.work ?? ban.work);
  usePolling(refetch, !isDone);
  return <span role="status">{t(isDone ? 'told_all' : 'telling', { told })}</span>;
}
