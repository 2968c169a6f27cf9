import { Code, Stack, Text } from '@mantine/core';
import type { AuditRow } from '@sarafan/contract';
import { useRead } from '../../kit/api.ts';
import { dateTime, plain } from '../../kit/format.ts';
import { type Say, useLanguage, useTexts } from '../../kit/i18n.ts';
import { List, type ListColumns } from '../../kit/list.tsx';
import { Moment } from '../../kit/moment.tsx';
import { Plain } from '../../kit/plain.tsx';
import { useWorkspace } from '../../kit/session.ts';
import { Settings } from '../../kit/settings.tsx';
import { accessApi } from './api.ts';
import { auditAreas, auditSentence, detailsOf } from './audit-sentences.ts';
import { type AuditText, auditTexts } from './texts-audit.ts';

/** Who did what, newest first. Nothing here can be changed or removed. */
export function AuditScreen() {
  const t = useTexts(auditTexts);
  const language = useLanguage();
  const { timeZone } = useWorkspace();
  const { data: users } = useRead(accessApi.users, { query: { limit: 200 } });
  const people = (users?.items ?? []).map(({ user, name }) => ({ value: user, label: plain(name, 60) }));
  return (
    <Settings title={t('audit')}>
      <List
        label={t('audit')}
        route={accessApi.audit}
        columns={columns(t, (at) => dateTime(at, timeZone, language))}
        keyOf={({ entry }) => entry}
        filters={[
          { name: 'actor', label: t('who'), options: [...people, { value: 'cli', label: t('cli') }] },
          {
            name: 'area',
            label: t('area'),
            options: auditAreas.map((area) => ({ value: area, label: t(`area_${area}`) })),
          },
        ]}
        empty={{ title: t('empty_title'), text: t('empty_text') }}
      />
    </Settings>
  );
}

function columns(t: Say<AuditText>, shown: (at: string) => string): ListColumns<AuditRow> {
  return [
    {
      key: 'what',
      title: t('what'),
      cell: (row) => {
        const details = detailsOf(row, t, shown);
        return (
          <Stack gap={2} align="flex-start">
            <bdi>{auditSentence(row, t)}</bdi>
            {details === '' ? undefined : (
              <Text size="xs" c="dimmed" component="bdi">
                {details}
              </Text>
            )}
          </Stack>
        );
      },
      text: (row, { moment }) =>
        [auditSentence(row, t), detailsOf(row, t, moment)].filter((part) => part !== '').join(' — '),
    },
    {
      key: 'who',
      title: t('who'),
      cell: (row) =>
        row.actorName === null && !isOwnName(row.actor) ? (
          <Code>{plain(row.actor, 60)}</Code>
        ) : (
          <Plain text={actorOf(row, t)} />
        ),
      text: (row) => actorOf(row, t),
    },
    {
      ...{ key: 'at', title: t('when') },
      cell: ({ at }) => <Moment at={at} />,
      text: ({ at }, { moment }) => moment(at),
    },
  ];
}

const ownNames = ['cli', 'stranger', 'system'] as const;

/** Who has no id: a command, somebody who is not signed in, the server. */
function isOwnName(actor: string): actor is (typeof ownNames)[number] {
  return ownNames.some((name) => name === actor);
}

/** Whoever did it, by name. The keys that came with the workspace bear a note of the server's. */
function actorOf({ actor, actorName }: AuditRow, t: Say<AuditText>): string {
  if (isOwnName(actor)) return t(actor);
  if (actor.startsWith('key_') && actorName === 'first') return t('first_key');
  return actorName ?? actor;
}
