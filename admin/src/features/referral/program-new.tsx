import { Text, TextInput } from '@mantine/core';
import type { Recipe } from '@sarafan/contract';
import { useState } from 'react';
import { useAddress } from '../../kit/address.ts';
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
import { unitsAtMost } from './differences.tsx';
import type { Draft } from './draft.ts';
import { Part, useEditorTexts } from './editing.tsx';
import { Editor } from './editor.tsx';
import { LaunchDialog } from './launch.tsx';
import { Recipes, useRecipeUnits, useTellLimits } from './recipes.tsx';
import { referralTexts } from './texts.ts';

/** A program of one's own begins as a recipe, which the address names: everything in it can be changed. */
export function NewProgramScreen() {
  const t = useTexts(referralTexts);
  const { values } = useAddress();
  const { data, error, refetch } = useRead(referralApi.recipes);
  const recipe = data?.items.find((each) => each.recipe === values['recipe']);
  const from =
    recipe === undefined
      ? { title: t('programs'), href: pathTo('programs') }
      : { title: t('recipes'), href: pathTo('programNew') };
  return (
    <Screen title={t('new_program')} from={from}>
      {error === null ? undefined : <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null ? <Loading /> : undefined}
      {data === undefined || recipe !== undefined ? undefined : <Recipes recipes={data.items} />}
      {recipe === undefined ? undefined : <NewProgram key={recipe.recipe} recipe={recipe} />}
    </Screen>
  );
}

const keyForm = /^[a-z][a-z0-9-]{0,62}$/;

interface Asked {
  readonly draft: Draft;
  readonly done: () => void;
}

function NewProgram({ recipe: { recipe, definition, units, limits } }: { readonly recipe: Recipe }) {
  const t = useEditorTexts();
  const go = useGo();
  const { workspace } = useWorkspace();
  const [key, setKey] = useState(recipe);
  const [problem, setProblem] = useState<string>();
  const [asked, setAsked] = useState<Asked>();
  const launch = useWrite(referralApi.launch);
  const tellLimits = useTellLimits(units);
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
    const launched = await launch.mutateAsync({ body: { key, definition: asked.draft, note, recipe } });
    asked.done();
    toast(t('launched', { version: launched?.version ?? 1 }));
    tellLimits(launched);
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
      <Brought units={units} limits={limits} />
    </Part>
  );
  return (
    <>
      <Editor
        draftKey={`${workspace}.new.${recipe}`}
        programKey={undefined}
        recipe={{ recipe, units }}
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

/** What launching will make besides the program: units that nobody has made, and rules of paying with them. */
function Brought({ units, limits }: Pick<Recipe, 'units' | 'limits'>) {
  const t = useTexts(referralTexts);
  const namesOf = useRecipeUnits(units);
  const { data } = useRead(referralApi.units, { query: { limit: unitsAtMost } });
  const missing = units.filter(({ unit }) => data?.items.every((each) => each.unit !== unit));
  if (data === undefined) return undefined;
  return (
    <>
      {missing.length === 0 ? undefined : <Hint>{t('makes_units', { names: namesOf(missing) })}</Hint>}
      {limits.length === 0 ? undefined : <Hint>{t('sets_limits', { names: namesOf(limits) })}</Hint>}
    </>
  );
}

function Hint({ children }: { readonly children: string }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
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
