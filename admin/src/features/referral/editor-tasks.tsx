import { Button, Text } from '@mantine/core';
import { listAt, textAt } from './draft.ts';
import {
  AmountField,
  ChoiceField,
  FlagField,
  Part,
  PlaceProblem,
  Presence,
  TextField,
  useEditing,
  useEditorTexts,
} from './editing.tsx';
import classes from './editor.module.css';
import { MomentField } from './editor-moment.tsx';
import type { UnitOption } from './editor-rewards.tsx';
import { GroupHead } from './group-head.tsx';

/** What participants may take on beside the program's standing rewards: for how long, and out of whose fund. */
export function TasksPart({ units }: { readonly units: readonly UnitOption[] }) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const tasks = listAt(draft, '/tasks');
  const add = (): void => {
    const used = new Set(tasks.map((task) => textAt(task, '/id')));
    const number = [...Array(tasks.length + 1).keys()].find((each) => !used.has(`task-${each + 1}`)) ?? tasks.length;
    const name = { ru: t('task_name_usual', { number: number + 1 }), en: t('task_name_usual', { number: number + 1 }) };
    change(`/tasks/${tasks.length}`, { id: `task-${number + 1}`, name });
  };
  const remove = (index: number): void => change(tasks.length > 1 ? `/tasks/${index}` : '/tasks', undefined);
  return (
    <Part title={t('section_tasks')} places={['/tasks']}>
      <Text size="sm" c="dimmed">
        {t('tasks_hint')}
      </Text>
      {tasks.map((_task, index) => (
        // A task that is being named is known by its place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Task key={index} index={index} units={units} onRemove={() => remove(index)} />
      ))}
      <Button size="xs" variant="default" w="fit-content" onClick={add}>
        {t('add_task')}
      </Button>
    </Part>
  );
}

interface TaskProps {
  readonly index: number;
  readonly units: readonly UnitOption[];
  readonly onRemove: () => void;
}

function Task({ index, units, onRemove }: TaskProps) {
  const t = useEditorTexts();
  const { draft } = useEditing();
  const number = index + 1;
  const path = `/tasks/${index}`;
  const rewarded = textAt(draft, '/rewards/0/unit') || (units[0]?.value ?? '');
  return (
    <fieldset className={classes['reward']} aria-label={t('task', { number })}>
      <GroupHead title={t('task', { number })} remove={t('remove_task', { number })} onRemove={onRemove} />
      <PlaceProblem place={path} />
      <div className={classes['fields']}>
        <TextField path={`${path}/name/ru`} label={t('name_ru')} />
        <TextField path={`${path}/name/en`} label={t('name_en')} />
        <TextField path={`${path}/id`} label={t('task_id')} hint={t('task_id_hint')} />
        <TextField path={`${path}/sponsor`} label={t('task_sponsor')} hint={t('task_sponsor_hint')} optional />
        <MomentField path={`${path}/from`} label={t('task_from')} />
        <MomentField path={`${path}/until`} label={t('task_until')} />
      </div>
      <FlagField path={`${path}/forAll`} label={t('task_for_all')} />
      <Presence path={`${path}/terms`} label={t('task_terms')} usual={{ ru: '', en: '' }}>
        <TextField path={`${path}/terms/ru`} label={t('task_terms_ru')} />
        <TextField path={`${path}/terms/en`} label={t('task_terms_en')} />
      </Presence>
      <Presence path={`${path}/fund`} label={t('task_fund')} usual={{ unit: rewarded, amount: '1000', partly: true }}>
        <div className={classes['fields']}>
          <AmountField path={`${path}/fund/amount`} label={t('cap_amount')} />
          <ChoiceField path={`${path}/fund/unit`} label={t('unit')} options={units} />
        </div>
        <FlagField path={`${path}/fund/partly`} label={t('partly')} />
      </Presence>
    </fieldset>
  );
}
