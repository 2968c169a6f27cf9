import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { fetchOne, useRead, useWrite } from '../../kit/api.ts';
import { Screen } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { useGo } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Problem } from '../../kit/problem.ts';
import { useWorkspace } from '../../kit/session.ts';
import { Failure, Loading } from '../../kit/states.tsx';
import { toast, toastProblem } from '../../kit/toast.tsx';
import { referralApi } from './api.ts';
import type { Draft } from './draft.ts';
import { Part, useEditorTexts } from './editing.tsx';
import { Editor } from './editor.tsx';
import { LaunchDialog } from './launch.tsx';
import { referralTexts } from './texts.ts';

/** A program of one's own, which begins as the first recipe: everything in it can be changed. */
export function NewProgramScreen() {
  const t = useTexts(referralTexts);
  const { data, error, refetch } = useRead(referralApi.recipes);
  const recipe = data?.items[0];
  return (
    <Screen title={t('new_program')} from={{ title: t('programs'), href: pathTo('programs') }}>
      {error === null ? undefined : <Failure error={error} retry={() => void refetch()} />}
      {recipe === undefined ? <Loading /> : <NewProgram definition={recipe.definition} />}
    </Screen>
  );
}

const keyForm = /^[a-z][a-z0-9-]{0,62}$/;

interface Asked {
  readonly draft: Draft;
  readonly done: () => void;
}

function NewProgram({ definition }: { readonly definition: Draft }) {
  const t = useEditorTexts();
  const go = useGo();
  const { workspace } = useWorkspace();
  const [key, setKey] = useState('');
  const [problem, setProblem] = useState<string>();
  const [asked, setAsked] = useState<Asked>();
  const launch = useWrite(referralApi.launch);
  // A launch under a key that is taken would be the next version of another program.
  const ask = async (next: Asked): Promise<void> => {
    if (!keyForm.test(key)) return refuse('key_bad');
    try {
      if (await isTaken(workspace, key)) return refuse('key_taken');
      setAsked(next);
    } catch (error) {
      toastProblem(error);
    }
  };
  const refuse = (why: 'key_bad' | 'key_taken'): void => {
    setProblem(t(why));
    document.getElementById('program-key')?.focus();
  };
  const send = async (note: string): Promise<void> => {
    if (asked === undefined) return;
    const launched = await launch.mutateAsync({ body: { key, definition: asked.draft, note } });
    asked.done();
    toast(t('launched', { version: launched?.version ?? 1 }));
    go(launched === undefined ? pathTo('programs') : pathTo('program', { program: launched.program }));
  };
  const head = (
    <Part title={t('key')} places={[]}>
      <TextInput
        id="program-key"
        aria-label={t('key')}
        description={t('key_hint')}
        error={problem}
        value={key}
        onChange={({ currentTarget }) => {
          setKey(currentTarget.value.trim());
          setProblem(undefined);
        }}
      />
    </Part>
  );
  return (
    <>
      <Editor
        draftKey={`${workspace}.new`}
        programKey={undefined}
        running={definition}
        version={0}
        head={head}
        onLaunch={(draft, done) => void ask({ draft, done })}
      />
      {asked === undefined ? undefined : (
        <LaunchDialog
          version={1}
          running={undefined}
          draft={asked.draft}
          launch={send}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

async function isTaken(workspace: string, key: string): Promise<boolean> {
  try {
    await fetchOne(referralApi.program, { workspace, params: { program: key } });
    return true;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return false;
    throw error;
  }
}
