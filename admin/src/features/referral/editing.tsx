import { Alert, Checkbox, NativeSelect, NumberInput, Stack, Switch, TextInput, Title } from '@mantine/core';
import { createContext, type ReactNode, use } from 'react';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { type Draft, decimalTyped, textAt, valueAt } from './draft.ts';
import classes from './editor.module.css';
import { fieldId, type Problems } from './problems.ts';
import { editorTexts } from './texts-editor.ts';

/** What is being edited, and what the server says of it. */
export interface Editing {
  readonly draft: Draft;
  readonly problems: Problems;
  readonly change: (path: string, value: unknown) => void;
}

export const EditingContext = createContext<Editing | undefined>(undefined);

export function useEditing(): Editing {
  const editing = use(EditingContext);
  if (editing === undefined) throw new Error('A field of a definition stands outside its editor');
  return editing;
}

/** The sentences about a place, as one text; undefined when there are none. */
export function useProblem(place: string): string | undefined {
  const language = useLanguage();
  const found = useEditing().problems.get(place);
  return found?.map((problem) => problem[language]).join(' ');
}

interface PartProps {
  readonly title: string;
  /** Places whose problems have no field of their own and are shown at the head of this part. */
  readonly places: readonly string[];
  readonly children: ReactNode;
}

export function Part({ title, places, children }: PartProps) {
  return (
    <section className={classes['part']}>
      <Title order={2} size="h5">
        {title}
      </Title>
      {places.map((place) => (
        <PlaceProblem key={place} place={place} />
      ))}
      <Stack gap="sm">{children}</Stack>
    </section>
  );
}

/** A problem of something that is no single field, such as a reward as a whole. */
export function PlaceProblem({ place }: { readonly place: string }) {
  const problem = useProblem(place);
  if (problem === undefined) return undefined;
  return (
    <Alert id={fieldId(place)} tabIndex={-1} color="red" variant="light" p="xs" mb="xs" role="alert">
      {problem}
    </Alert>
  );
}

interface FieldProps {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  /** What an empty field means: nothing at all, or that it has still to be filled in. */
  readonly optional?: boolean;
}

export function TextField({ path, label, hint, optional = false }: FieldProps) {
  const { draft, change } = useEditing();
  return (
    <TextInput
      id={fieldId(path)}
      label={label}
      description={hint}
      error={useProblem(path)}
      value={textAt(draft, path)}
      onChange={({ currentTarget: { value } }) => change(path, value === '' && optional ? undefined : value)}
    />
  );
}

/** A decimal text: what is typed with a comma is meant with a point. */
export function AmountField({ path, label, hint, optional = false }: FieldProps) {
  const { draft, change } = useEditing();
  const type = (typed: string): void => {
    const text = decimalTyped(typed);
    change(path, text === '' && optional ? undefined : text);
  };
  return (
    <TextInput
      id={fieldId(path)}
      label={label}
      description={hint}
      inputMode="decimal"
      error={useProblem(path)}
      value={textAt(draft, path)}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  );
}

export function CountField({ path, label, hint, optional = false }: FieldProps) {
  const { draft, change } = useEditing();
  const value = valueAt(draft, path);
  return (
    <NumberInput
      id={fieldId(path)}
      label={label}
      description={hint}
      error={useProblem(path)}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      classNames={{ input: classes['short'] ?? '' }}
      value={typeof value === 'number' ? value : ''}
      // An empty field is null, which is no number, so the checker asks for one.
      onChange={(typed) => change(path, typeof typed === 'number' ? typed : optional ? undefined : null)}
    />
  );
}

interface ChoiceProps extends FieldProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export function ChoiceField({ path, label, hint, options, optional = false }: ChoiceProps) {
  const { draft, change } = useEditing();
  const value = textAt(draft, path);
  const known = options.some((option) => option.value === value);
  return (
    <NativeSelect
      id={fieldId(path)}
      label={label}
      description={hint}
      error={useProblem(path)}
      value={value}
      data={known ? [...options] : [{ value, label: value }, ...options]}
      onChange={({ currentTarget: { value: chosen } }) => change(path, chosen === '' && optional ? undefined : chosen)}
    />
  );
}

interface PresenceProps {
  readonly path: string;
  readonly label: string;
  /** What stands there when it is switched on. */
  readonly usual: unknown;
  readonly children?: ReactNode;
}

/** A part of the definition that may be absent, with its fields while it is there. */
export function Presence({ path, label, usual, children }: PresenceProps) {
  const { draft, change } = useEditing();
  const isThere = valueAt(draft, path) !== undefined;
  return (
    <div>
      <Switch
        label={label}
        checked={isThere}
        onChange={({ currentTarget }) => change(path, currentTarget.checked ? usual : undefined)}
      />
      {isThere && children !== undefined ? (
        <Stack gap="sm" className={classes['inner']}>
          {children}
        </Stack>
      ) : undefined}
    </div>
  );
}

/** A member that is true or absent. */
export function FlagField({ path, label }: FieldProps) {
  const { draft, change } = useEditing();
  return (
    <Checkbox
      id={fieldId(path)}
      label={label}
      error={useProblem(path)}
      checked={valueAt(draft, path) === true}
      onChange={({ currentTarget }) => change(path, currentTarget.checked ? true : undefined)}
    />
  );
}

export function useEditorTexts() {
  return useTexts(editorTexts);
}
