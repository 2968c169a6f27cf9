import { Stack, Text } from '@mantine/core';
import type { ProgramDetail, VersionReach } from '@sarafan/contract';
import { useState } from 'react';
import { useWrite } from '../../kit/api.ts';
import { useAsk } from '../../kit/ask.ts';
import { Facts, Section } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { pathTo } from '../../kit/paths.ts';
import { useMay, useWorkspace } from '../../kit/session.ts';
import { toast } from '../../kit/toast.tsx';
import { referralApi } from './api.ts';
import { settingsOf } from './describe.ts';
import { useWords } from './differences.tsx';
import type { Draft } from './draft.ts';
import { useEditorTexts } from './editing.tsx';
import { Editor } from './editor.tsx';
import { ProgramFrame } from './frame.tsx';
import { LaunchDialog } from './launch.tsx';
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

interface Asked {
  readonly draft: Draft;
  readonly done: () => void;
}

function EditProgram({ program: { program, key, version, definition } }: { readonly program: ProgramDetail }) {
  const t = useEditorTexts();
  const { workspace } = useWorkspace();
  const [asked, setAsked] = useState<Asked>();
  const launch = useWrite(referralApi.launch);
  const send = async (note: string, appliesTo: VersionReach): Promise<void> => {
    if (asked === undefined) return;
    const launched = await launch.mutateAsync({ body: { key, definition: asked.draft, note, appliesTo } });
    asked.done();
    setAsked(undefined);
    toast(t('launched', { version: launched?.version ?? version + 1 }));
  };
  return (
    <>
      <Editor
        draftKey={`${workspace}.${program}`}
        programKey={key}
        running={definition}
        version={version}
        replayHref={pathTo('programReplay', { program })}
        onLaunch={(draft, done) => setAsked({ draft, done })}
      />
      {asked === undefined ? undefined : (
        <LaunchDialog
          version={version + 1}
          running={definition}
          draft={asked.draft}
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
