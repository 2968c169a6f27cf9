import { ActionIcon, Button, Group, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../../kit/icons.tsx';
import { RowFields } from './condition-fields.tsx';
import { type About, emptyRow, partOf, type RowKind, rowOf } from './conditions.ts';
import { useConjuncts } from './conjuncts.ts';
import { PlaceProblem, useEditorTexts, useProblem } from './editing.tsx';
import classes from './editor.module.css';
import { fieldId } from './problems.ts';

interface RowsProps {
  /** Where the conditions stand, for instance `/friend/conditions`. */
  readonly path: string;
  readonly title: string;
  readonly about?: About;
  /** What a row may ask about; the first is what a new row asks. */
  readonly kinds: readonly [RowKind, ...RowKind[]];
  /** Parts that have a field of their own and are no row. */
  readonly apart?: (part: unknown) => boolean;
}

const none = (): boolean => false;

/** Conditions one below the other; what rows cannot show is shown as JSON, so nothing is ever lost. */
export function ConditionRows({ path, title, about = 'order', kinds, apart = none }: RowsProps) {
  const t = useEditorTexts();
  const { parts, replace, add } = useConjuncts(path);
  const shown = parts.flatMap((part, index) => (apart(part) ? [] : [{ part, index }]));
  return (
    <fieldset className={classes['rows']}>
      <legend>{title}</legend>
      <PlaceProblem place={path} />
      {shown.map(({ part, index }, position) => (
        <Condition
          key={index}
          part={part}
          place={`${path}/${index}`}
          number={position + 1}
          {...{ about, kinds }}
          onChange={(next) => replace(index, next)}
        />
      ))}
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => add(partOf({ ...emptyRow, kind: kinds[0] }))}>
          {t('add_condition')}
        </Button>
        <Button size="xs" variant="subtle" onClick={() => add({ any: [partOf({ ...emptyRow, kind: kinds[0] })] })}>
          {t('add_raw')}
        </Button>
      </Group>
    </fieldset>
  );
}

interface ConditionProps {
  readonly part: unknown;
  readonly place: string;
  readonly number: number;
  readonly about: About;
  readonly kinds: readonly RowKind[];
  /** Undefined takes it away. */
  readonly onChange: (part: unknown) => void;
}

function Condition({ part, place, number, about, kinds, onChange }: ConditionProps) {
  const t = useEditorTexts();
  const problem = useProblem(place);
  const row = rowOf(part);
  return (
    <div className={classes['condition']} id={fieldId(place)} tabIndex={-1}>
      {row === undefined ? (
        <RawPart part={part} number={number} onChange={onChange} />
      ) : (
        <RowFields {...{ row, number, about, kinds }} onChange={(next) => onChange(partOf(next))} />
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('remove_condition', { number })}
        onClick={() => onChange(undefined)}
      >
        <Icon name="close" size={16} />
      </ActionIcon>
      {problem === undefined ? undefined : (
        <Text size="xs" c="red" role="alert" className={classes['conditionProblem']}>
          {problem}
        </Text>
      )}
    </div>
  );
}

interface RawProps {
  readonly part: unknown;
  readonly number: number;
  readonly onChange: (part: unknown) => void;
}

/** Keeps what is typed while it is no JSON; the condition changes when it is. */
function RawPart({ part, number, onChange }: RawProps) {
  const t = useEditorTexts();
  const [typed, setTyped] = useState<string>();
  const type = (text: string): void => {
    const parsed = parse(text);
    setTyped(text);
    if (parsed !== undefined && rowOf(parsed) === undefined) onChange(parsed);
  };
  const leave = (): void => {
    const parsed = parse(typed);
    if (parsed === undefined) return;
    setTyped(undefined);
    onChange(parsed);
  };
  return (
    <Textarea
      aria-label={t('raw_condition', { number })}
      className={classes['raw'] ?? ''}
      autosize
      minRows={2}
      maxRows={12}
      spellCheck={false}
      value={typed ?? JSON.stringify(part, undefined, 2)}
      error={typed !== undefined && parse(typed) === undefined ? t('raw_invalid') : undefined}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      onBlur={leave}
    />
  );
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
