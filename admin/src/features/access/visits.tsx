import { Alert, Group, Loader, Stack, Text } from '@mantine/core';
import type { LiveFact } from '@sarafan/contract';
import { useEffect, useState } from 'react';
import { fetchOne } from '../../kit/api.ts';
import { Section } from '../../kit/detail.tsx';
import { type Say, useTexts } from '../../kit/i18n.ts';
import { Mark } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { type Column, Rows } from '../../kit/rows.tsx';
import { useWorkspace } from '../../kit/session.ts';
import { Failure } from '../../kit/states.tsx';
import { accessApi } from './api.ts';
import { type SnippetText, snippetTexts } from './texts-snippet.ts';

const everyMs = 500;
const shownAtMost = 15;

/** What pages and servers tell, as it arrives: the proof that the site is connected. */
export function Visits() {
  const t = useTexts(snippetTexts);
  const { facts, error } = useLive();
  return (
    <Section title={t('visits')}>
      <Stack gap="sm">
        <Text size="sm">{t('visits_text')}</Text>
        {error === undefined ? undefined : <Failure error={error} />}
        {facts.length === 0 ? (
          <Group gap="sm" role="status">
            <Loader size="xs" aria-hidden="true" />
            <Text size="sm">{t('visits_waiting')}</Text>
          </Group>
        ) : (
          <>
            {/* What a server told proves nothing about the pages. */}
            <Alert color="green" variant="light" role="status">
              {t(facts.some(({ trust }) => trust === 'public') ? 'visits_seen' : 'server_seen')}
            </Alert>
            <Rows
              label={t('visits')}
              items={facts}
              columns={columns(t)}
              keyOf={({ id }) => id}
              hrefOf={({ person }) => pathTo('person', { person })}
            />
          </>
        )}
        <Text size="sm" c="dimmed">
          {t('visits_hint')}
        </Text>
      </Stack>
    </Section>
  );
}

function columns(t: Say<SnippetText>): Column<LiveFact>[] {
  return [
    {
      key: 'name',
      title: t('visits_event'),
      cell: ({ type, name }) => {
        if (type === 'page') return t('view');
        return type === 'identify' ? t('identify') : <Plain text={name} atMost={60} />;
      },
    },
    { key: 'page', title: t('visits_page'), cell: ({ page }) => page !== null && <Plain text={page} atMost={120} /> },
    {
      key: 'who',
      title: t('visits_who'),
      cell: ({ userId, anonymousId }) => <Plain text={userId ?? anonymousId ?? ''} atMost={40} />,
    },
    {
      key: 'trust',
      title: t('visits_from'),
      cell: ({ trust }) => <Mark tone={trust === 'server' ? 'good' : 'plain'}>{t(`from_${trust}`)}</Mark>,
    },
    { key: 'at', title: t('visits_when'), cell: ({ at }) => <Moment at={at} /> },
  ];
}

/** The newest events. It begins with those of the last minutes, and rests while nobody looks at the page. */
function useLive(): { readonly facts: readonly LiveFact[]; readonly error: unknown } {
  const { workspace } = useWorkspace();
  const [facts, setFacts] = useState<readonly LiveFact[]>([]);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    const ending = new AbortController();
    let after: string | undefined;
    let asking = false;
    const ask = async (): Promise<void> => {
      if (asking || document.hidden) return;
      asking = true;
      try {
        const answer = await fetchOne(accessApi.live, { query: { after }, workspace, signal: ending.signal });
        after = answer.next;
        setError(undefined);
        if (answer.items.length > 0) setFacts((known) => newest(answer.items, known));
      } catch (problem) {
        if (!ending.signal.aborted) setError(problem);
      } finally {
        asking = false;
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), everyMs);
    return () => {
      clearInterval(timer);
      ending.abort();
    };
  }, [workspace]);
  return { facts, error };
}

/** An event may be told twice; its id tells it. */
function newest(told: readonly LiveFact[], known: readonly LiveFact[]): readonly LiveFact[] {
  const byId = new Map([...told, ...known].map((fact) => [fact.id, fact]));
  return [...byId.values()].slice(0, shownAtMost);
}
