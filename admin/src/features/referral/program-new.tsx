import { Text, TextInput } from '@mantine/core';
import type { ProgramProblem, Recipe } from '@sarafan/contract';
import { useMemo, useState } from 'react';
import { useAddress } from '../../kit/address.ts';
import { useRead, useWrite } from '../../kit/api.ts';
import { Screen } from '../../kit/detail.tsx';
import { readDraft } from '../../kit/drafts.ts';
import { say, useTexts } from '../../kit/i18n.ts';
import { useGo } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { useWorkspace } from '../../kit/session.ts';
import { Failure, Loading } from '../../kit/states.tsx';
import { toast } from '../../kit/toast.tsx';
import { referralApi } from './api.ts';
import { unitsAtMost } from './differences.tsx';
import { readKept } from './draft.ts';
import { Part, useEditorTexts, useProblem } from './editing.tsx';
import { type Asked, Editor } from './editor.tsx';
import { isNewer, LaunchDialog } from './launch.tsx';
import { fieldId } from './problems.ts';
import { Recipes, useRecipeUnits, useTellLimits } from './recipes.tsx';
import { referralTexts } from './texts.ts';
import { editorTexts } from './texts-editor.ts';

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

const keyPlace = '/key';
const programsAtMost = 200;

/** The key of a new program as it is typed, and why it will not do. */
function useKey(draftKey: string, usual: string) {
  const [key, setKey] = useState(() => readKept(readDraft(draftKey))?.key ?? usual);
  const [refused, setRefused] = useState<string>();
  const { data } = useRead(referralApi.programs, { query: { limit: programsAtMost } });
  const isTaken = key === refused || data?.items.some((each) => each.key === key || each.program === key) === true;
  const why = keyForm.test(key) ? (isTaken ? 'key_taken' : undefined) : 'key_bad';
  const problems = useMemo(() => (why === undefined ? [] : [problemOf(why)]), [why]);
  return { key, setKey, refuse: setRefused, problems, typedKey: { value: key, usual } };
}

function problemOf(code: 'key_bad' | 'key_taken'): ProgramProblem {
  return { path: keyPlace, code, ru: say(editorTexts, code, { lng: 'ru' }), en: say(editorTexts, code, { lng: 'en' }) };
}

function NewProgram({ recipe: { recipe, definition, units, limits } }: { readonly recipe: Recipe }) {
  const t = useEditorTexts();
  const go = useGo();
  const { workspace } = useWorkspace();
  const draftKey = `${workspace}.new.${recipe}`;
  const { key, setKey, refuse, problems, typedKey } = useKey(draftKey, recipe);
  const [asked, setAsked] = useState<Asked>();
  const launch = useWrite(referralApi.launch);
  const tellLimits = useTellLimits(units);
  const send = async (note: string): Promise<void> => {
    if (asked === undefined) return;
    try {
      const launched = await launch.mutateAsync({ body: { key, definition: asked.draft, basedOn: 0, note, recipe } });
      asked.done();
      setKey(recipe);
      toast(t('launched', { version: launched?.version ?? 1 }));
      tellLimits(launched);
      go(launched === undefined ? pathTo('programs') : pathTo('program', { program: launched.program }));
    } catch (error) {
      // Somebody has launched another program under this key meanwhile.
      if (!isNewer(error)) throw error;
      refuse(key);
      setAsked(undefined);
    }
  };
  const fields = (
    <Part title={t('key')} places={[]}>
      <KeyField value={key} onChange={setKey} />
      <Brought units={units} limits={limits} />
    </Part>
  );
  return (
    <>
      <Editor
        draftKey={draftKey}
        programKey={undefined}
        recipe={{ recipe, units }}
        running={definition}
        version={0}
        head={{ fields, problems, typedKey }}
        onLaunch={setAsked}
      />
      {asked === undefined ? undefined : (
        <LaunchDialog seen={undefined} draft={asked.draft} base={0} launch={send} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

function KeyField({ value, onChange }: { readonly value: string; readonly onChange: (key: string) => void }) {
  const t = useEditorTexts();
  return (
    <TextInput
      id={fieldId(keyPlace)}
      aria-label={t('key')}
      description={t('key_hint')}
      error={useProblem(keyPlace)}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value.trim())}
    />
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
