import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../kit/i18n.ts';
import { Lead } from '../kit/lead.tsx';
import { base, pathTo } from '../kit/paths.ts';
import { sessionQuery, WorkspaceContext } from '../kit/session.ts';
import { Empty, Failure } from '../kit/states.tsx';
import { recall, remember } from '../kit/storage.ts';
import { Shell } from './shell.tsx';
import { appTexts } from './texts.ts';

/** Lets those in who are signed in, and leads the others to where they can be; they come back to this very address. */
export function Gate() {
  const t = useTexts(appTexts);
  const { data: session, error, refetch } = useQuery(sessionQuery);
  const here = useLocation({ select: ({ pathname, searchStr }) => fullAddress(pathname, searchStr) });
  const [chosen, choose] = useState(() => recall('workspace'));
  if (error !== null && session === undefined) {
    return (
      <Center mih="100vh" p="md">
        <Failure error={error} retry={() => void refetch()} />
      </Center>
    );
  }
  if (session === undefined) return <Waiting />;
  switch (session.state) {
    case 'first_run':
      return <Lead to={pathTo('firstRun') + window.location.hash} />;
    case 'signed_out':
      return <Lead to={pathTo('signIn', {}, { to: here === pathTo('home') ? undefined : here })} />;
    case 'signed_in': {
      const workspace = session.workspaces.find((each) => each.workspace === chosen) ?? session.workspaces[0];
      if (workspace === undefined) return <Empty title={t('no_workspace')} text={t('no_workspace_text')} />;
      const change = (id: string): void => {
        remember('workspace', id);
        choose(id);
      };
      return (
        <WorkspaceContext value={workspace}>
          <Shell key={workspace.workspace} session={session} onWorkspace={change} />
        </WorkspaceContext>
      );
    }
  }
}

function fullAddress(pathname: string, search: string): string {
  const path = pathname.startsWith(base) ? pathname : base + pathname;
  return path + search;
}

function Waiting() {
  return (
    <Center mih="100vh">
      <Loader size="sm" />
    </Center>
  );
}
