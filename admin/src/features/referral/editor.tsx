import { Alert, Button, Group, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { ProgramProblem, ProgramPromise, Recipe } from '@sarafan/contract';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useAsk } from '../../kit/ask.ts';
import { useConfirm } from '../../kit/confirm.tsx';
import { Unsaved } from '../../kit/form.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { Link } from '../../kit/link.tsx';
import { kitTexts } from '../../kit/texts.ts';
import { referralApi } from './api.ts';
import { useUnits } from './differences.tsx';
import { type Draft, isObject, isSameDraft } from './draft.ts';
import { EditingContext, useEditorTexts } from './editing.tsx';
import classes from './editor.module.css';
import { BonusesPart } from './editor-bonuses.tsx';
import { AttributionPart, FriendPart, InvitePart, NamePart, OrderPart, SafetyPart } from './editor-parts.tsx';
import { RewardsPart, useUnitOptions } from './editor-rewards.tsx';
import { TasksPart } from './editor-tasks.tsx';
import { byPlace, fieldId, placeOf } from './problems.ts';
import { CostNote, ProblemList, Summary } from './summary.tsx';
import { type TypedKey, useDraft } from './use-draft.ts';

const typingMs = 250;

/** A draft in which nothing contradicts itself, whose launch somebody asks for. */
export interface Asked {
  readonly draft: Draft;
  /** The version that the draft began from. */
  readonly base: number;
  /** Forgets the draft, which has been launched. */
  readonly done: () => void;
}

/** What is asked of a program before its definition. */
interface EditorHead {
  readonly fields: ReactNode;
  readonly problems: readonly ProgramProblem[];
  readonly typedKey: TypedKey;
}

interface EditorProps {
  /** Under which name the draft is kept. */
  readonly draftKey: string;
  /** Undefined as long as the program has none. */
  readonly programKey: string | undefined;
  /** What the definition began as; its units are there for it, though nobody has made them yet. */
  readonly recipe?: Pick<Recipe, 'recipe' | 'units'>;
  readonly running: Draft;
  /** 0 of a program that was never launched. */
  readonly version: number;
  readonly head?: EditorHead;
  /** Where a draft is tried on the past; a program that does not run yet has none. */
  readonly replayHref?: string;
  /** Asks for a note and launches. */
  readonly onLaunch: (asked: Asked) => void;
}

/** The definition as fields, with what the server says of it beside them while one types. */
export function Editor({ draftKey, programKey, running, version, head, replayHref, recipe, onLaunch }: EditorProps) {
  const t = useEditorTexts();
  const drafting = useDraft(draftKey, running, version, head?.typedKey);
  const { draft, base, isChanged, isKept } = drafting;
  const [settled] = useDebouncedValue(draft, typingMs);
  const checked = useAsk(referralApi.check, {
    definition: settled,
    ...(programKey === undefined ? {} : { key: programKey }),
    ...(recipe === undefined ? {} : { recipe: recipe.recipe }),
  });
  const found = checked.data?.problems;
  const before = head?.problems;
  const problems = useMemo(() => [...(before ?? []), ...(found ?? [])], [before, found]);
  const isChecking = checked.isFetching || settled !== draft;
  const promise = useLast(checked.data?.promise ?? undefined);
  const made = useUnits();
  const brought = (recipe?.units ?? []).filter(({ unit }) => made.every((each) => each.unit !== unit));
  const units = useUnitOptions([...made, ...brought]);
  const { change } = drafting;
  const places = useMemo(() => byPlace(problems, settled), [problems, settled]);
  const launch = (): void => {
    const [first] = problems;
    if (first !== undefined) document.getElementById(fieldId(placeOf(first.path, draft)))?.focus();
    else if (!isChecking) onLaunch({ draft, base, done: drafting.discard });
  };
  return (
    <EditingContext value={{ draft, problems: places, change }}>
      <Unsaved when={() => isChanged && !isKept} />
      {isChanged && base < version ? (
        <Alert color="yellow" variant="light" mb="md" title={t('newer_title', { version })}>
          {t('newer_text', { base })}
        </Alert>
      ) : undefined}
      <div className={classes['editor']}>
        <div className={classes['parts']}>
          {head?.fields}
          <NamePart />
          <RewardsPart units={units} />
          <TasksPart units={units} />
          <BonusesPart units={units} />
          <InvitePart />
          <AttributionPart />
          <FriendPart />
          <OrderPart />
          <SafetyPart units={units} />
          <WholeJson draft={draft} onChange={drafting.replace} />
          <Bar
            {...{
              version,
              isKept,
              isChanged,
              onDiscard: drafting.discard,
              onLaunch: launch,
              replayHref,
            }}
            isReady={!isChecking}
          />
        </div>
        {/* It may be taller than the window, so the keyboard must be able to scroll it. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region needs the focus */}
        <aside className={classes['aside']} tabIndex={0} aria-label={t('summary')}>
          <ProblemList {...{ problems, isChecking, draft }} warnings={checked.data?.warnings ?? []} />
          <CostNote costs={checked.data?.greatestCost ?? []} />
          <Summary promise={promise} isStale={checked.data?.promise === null} />
        </aside>
      </div>
    </EditingContext>
  );
}

/** What was last told, also while the draft cannot be read. */
function useLast(promise: ProgramPromise | undefined): ProgramPromise | undefined {
  const last = useRef(promise);
  if (promise !== undefined) last.current = promise;
  return promise ?? last.current;
}

interface BarProps {
  readonly version: number;
  readonly isChanged: boolean;
  readonly isKept: boolean;
  readonly isReady: boolean;
  readonly onDiscard: () => void;
  readonly onLaunch: () => void;
  readonly replayHref: string | undefined;
}

function Bar({ version, isChanged, isKept, isReady, onDiscard, onLaunch, replayHref }: BarProps) {
  const t = useEditorTexts();
  const confirm = useConfirm();
  const discard = async (): Promise<void> => {
    const question = { title: t('discard_title'), text: t('discard_text', { version }), action: t('discard') };
    if (await confirm({ ...question, danger: true })) onDiscard();
  };
  return (
    <div className={classes['bar']}>
      <Text size="sm" c="dimmed">
        {isChanged ? t(isKept ? 'kept' : 'not_kept') : version > 0 && t('unchanged', { version })}
      </Text>
      <Group gap="sm">
        {isChanged && version > 0 ? (
          <Button variant="default" onClick={() => void discard()}>
            {t('discard')}
          </Button>
        ) : undefined}
        {isChanged && isKept && replayHref !== undefined ? (
          <Button component={Link} variant="default" href={replayHref}>
            {t('replay')}
          </Button>
        ) : undefined}
        <Button disabled={!isChanged && version > 0} loading={isChanged && !isReady} onClick={onLaunch}>
          {t('launch')}
        </Button>
      </Group>
    </div>
  );
}

interface WholeProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** The definition as data, for what has no field; it is written out when it is first opened. */
function WholeJson({ draft, onChange }: WholeProps) {
  const t = useEditorTexts();
  const kit = useTexts(kitTexts);
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState<string>();
  const parsed = typed === undefined ? undefined : readObject(typed);
  const shown = typed !== undefined && (parsed === undefined || isSameDraft(parsed, draft)) ? typed : undefined;
  const type = (text: string): void => {
    setTyped(text);
    const definition = readObject(text);
    if (definition !== undefined) onChange(definition);
  };
  return (
    <details className={classes['part']} onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
      <summary>{t('whole_json')}</summary>
      {opened ? (
        <Textarea
          aria-label={kit('raw')}
          description={t('whole_json_hint')}
          className={classes['raw'] ?? ''}
          mt="xs"
          autosize
          minRows={8}
          maxRows={30}
          spellCheck={false}
          value={shown ?? JSON.stringify(draft, undefined, 2)}
          error={
            typed !== undefined && shown !== undefined && parsed === undefined ? t('whole_json_invalid') : undefined
          }
          onChange={({ currentTarget }) => type(currentTarget.value)}
        />
      ) : undefined}
    </details>
  );
}

function readObject(text: string): Draft | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
