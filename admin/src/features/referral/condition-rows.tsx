import { ActionIcon, Button, Checkbox, Group, NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../../kit/icons.tsx';
import {
  countRowOperators,
  emptyRow,
  partOf,
  type Row,
  type RowOperator,
  rowKinds,
  rowOf,
  rowOperators,
} from './conditions.ts';
import { useConjuncts } from './conjuncts.ts';
import { isSameDraft } from './draft.ts';
import { useEditorTexts, useProblem } from './editing.tsx';
import classes from './editor.module.css';
import { fieldId } from './problems.ts';

interface RowsProps {
  readonly side: 'friend' | 'order';
  /** Parts that have a field of their own and are no row. */
  readonly apart: (part: unknown) => boolean;
}

/** Conditions one below the other; what rows cannot show is shown as JSON, so nothing is ever lost. */
export function ConditionRows({ side, apart }: RowsProps) {
  const t = useEditorTexts();
  const { parts, replace, add } = useConjuncts(side);
  const shown = parts.flatMap((part, index) => (apart(part) ? [] : [{ part, index }]));
  return (
    <fieldset className={classes['rows']}>
      <legend>{t('further_conditions')}</legend>
      {shown.map(({ part, index }, position) => (
        <Condition
          key={index}
          part={part}
          place={`/${side}/conditions/${index}`}
          number={position + 1}
          onChange={(next) => replace(index, next)}
        />
      ))}
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          onClick={() => add(partOf({ ...emptyRow, kind: side === 'order' ? 'fact' : 'trait' }))}
        >
          {t('add_condition')}
        </Button>
        <Button size="xs" variant="subtle" onClick={() => add({ any: [partOf(emptyRow)] })}>
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
  /** Undefined takes it away. */
  readonly onChange: (part: unknown) => void;
}

function Condition({ part, place, number, onChange }: ConditionProps) {
  const t = useEditorTexts();
  const problem = useProblem(place);
  const row = rowOf(part);
  return (
    <div className={classes['condition']} id={fieldId(place)} tabIndex={-1}>
      {row === undefined ? (
        <RawPart part={part} number={number} onChange={onChange} />
      ) : (
        <RowFields row={row} number={number} onChange={(next) => onChange(partOf(next))} />
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

interface RowFieldsProps {
  readonly row: Row;
  readonly number: number;
  readonly onChange: (row: Row) => void;
}

function RowFields({ row, number, onChange }: RowFieldsProps) {
  const t = useEditorTexts();
  const operators: readonly RowOperator[] = row.kind === 'count' ? countRowOperators : rowOperators;
  const hasValue = row.is !== 'exists' && row.is !== 'missing';
  const name = (label: string): string => `${label} (${number})`;
  const turn = (kind: Row['kind']): void => {
    const fits = kind !== 'count' || countRowOperators.some((operator) => operator === row.is);
    onChange({ ...row, kind, is: fits ? row.is : 'eq', beforeTouch: kind === 'count' && row.beforeTouch });
  };
  return (
    <div className={classes['row']}>
      <NativeSelect
        aria-label={name(t('kind'))}
        value={row.kind}
        data={rowKinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
        onChange={({ currentTarget }) => turn(rowKinds.find((each) => each === currentTarget.value) ?? row.kind)}
      />
      <TextInput
        aria-label={name(t('condition_field'))}
        placeholder={row.kind === 'count' ? 'Order Completed' : row.kind === 'fact' ? 'coupon' : 'city'}
        value={row.field}
        onChange={({ currentTarget }) => onChange({ ...row, field: currentTarget.value })}
      />
      <NativeSelect
        aria-label={name(t('condition_operator'))}
        value={row.is}
        data={operators.map((value) => ({ value, label: t(`is_${value}`) }))}
        onChange={({ currentTarget }) =>
          onChange({ ...row, is: operators.find((each) => each === currentTarget.value) ?? row.is })
        }
      />
      {hasValue ? <ValueInput row={row} label={name(t('condition_value'))} onChange={onChange} /> : undefined}
      {row.kind === 'count' ? (
        <Checkbox
          label={t('before_invitation')}
          checked={row.beforeTouch}
          onChange={({ currentTarget }) => onChange({ ...row, beforeTouch: currentTarget.checked })}
        />
      ) : undefined}
    </div>
  );
}

interface ValueProps {
  readonly row: Row;
  readonly label: string;
  readonly onChange: (row: Row) => void;
}

/** Keeps what is typed, such as a comma at the end of a list, as long as it means what the condition says. */
function ValueInput({ row, label, onChange }: ValueProps) {
  const [typed, setTyped] = useState(row.value);
  const means = isSameDraft(partOf({ ...row, value: typed }), partOf(row));
  return (
    <TextInput
      aria-label={label}
      value={means ? typed : row.value}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        onChange({ ...row, value });
      }}
    />
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
