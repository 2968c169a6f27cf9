import { Stack, Text } from '@mantine/core';
import type { ProgramDetail, VersionReach } from '@sarafan/contract';
import { useState } from 'react';
import { fetchOne, useWrite } from '../../kit/api.ts';
import { useAsk } from '../../kit/ask.ts';
import { Facts, Section } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { pathTo } from '../../kit/paths.ts';
import { useMay, useWorkspace } from '../../kit/session.ts';
import { toast } from '../../kit/toast.tsx';
import { referralApi } from './api.ts';
import { settingsOf } from './describe.ts';
import { useWords } from './differences.tsx';
import { useEditorTexts } from './editing.tsx';
import { type Asked, Editor } from './editor.tsx';
import { ProgramFrame } from './frame.tsx';
import { isNewer, LaunchDialog, type Seen } from './launch.tsx';
import { Summary } from './summary.tsx';
import { referralTexts } from './texts.ts';

/** The rules of a program: whoever may change them edits them, the others read them. */
export function DefinitionScreen() {
  const may = useMay('write');
  return (
    <ProgramFrame>
      {(program) => (may ? <EditProgram key={program.program} program={program} /> : <ReadProgram program={program} />)}
    </ProgramFrame>
  );
}

function EditProgram({ program: { program, key, version, definition } }: { readonly program: ProgramDetail }) {
  const t = useEditorTexts();
  const { workspace } = useWorkspace();
  // What the dialog compares with stays the same until it says otherwise, and nothing else is replaced.
  const [asked, setAsked] = useState<Asked & { readonly seen: Seen }>();
  const launch = useWrite(referralApi.launch);
  const send = async (note: string, appliesTo: VersionReach): Promise<void> => {
    if (asked === undefined) return;
    const { draft, seen, done } = asked;
    try {
      const body = { key, definition: draft, basedOn: seen.version, note, appliesTo };
      const launched = await launch.mutateAsync({ body });
      done();
      setAsked(undefined);
      toast(t('launched', { version: launched?.version ?? seen.version + 1 }));
    } catch (error) {
      if (isNewer(error)) {
        const running = await fetchOne(referralApi.program, { workspace, params: { program } });
        setAsked((now) => (now === undefined ? undefined : { ...now, seen: running }));
      }
      throw error;
    }
  };
  return (
    <>
      <Editor
        draftKey={`${workspace}.${program}`}
        programKey={key}
        running={definition}
        version={version}
        replayHref={pathTo('programReplay', { program })}
        onLaunch={(next) => setAsked({ ...next, seen: { version, definition } })}
      />
      {asked === undefined ? undefined : (
        <LaunchDialog
          seen={asked.seen}
          draft={asked.draft}
          base={asked.base}
          program={program}
          launch={send}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

function ReadProgram({ program: { definition } }: { readonly program: ProgramDetail }) {
  const t = useTexts(referralTexts);
  const editor = useEditorTexts();
  const words = useWords();
  const { data } = useAsk(referralApi.check, { definition });
  const settings = settingsOf(definition, words);
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {editor('read_only')}
      </Text>
      <Summary promise={data?.promise ?? undefined} isStale={false} isAlone />
      <Section title={t('in_settings')}>
        <Facts items={settings.map(({ label, value }) => ({ label, value }))} />
      </Section>
    </Stack>
  );
}
