import { TextInput } from '@mantine/core';
import { momentAt, wallClock } from '../../kit/days.ts';
import { useWorkspace } from '../../kit/session.ts';
import { textAt } from './draft.ts';
import { useEditing, useEditorTexts, useProblem } from './editing.tsx';
import { fieldId } from './problems.ts';

/** A moment by the clock of the workspace. What is half typed stays in the field and does not reach the draft. */
export function MomentField({ path, label }: { readonly path: string; readonly label: string }) {
  const t = useEditorTexts();
  const { timeZone } = useWorkspace();
  const { draft, change } = useEditing();
  const shown = wallClock(textAt(draft, path), timeZone);
  return (
    <TextInput
      id={fieldId(path)}
      type="datetime-local"
      label={label}
      description={t('dates_hint', { zone: timeZone })}
      error={useProblem(path)}
      value={shown}
      onChange={({ currentTarget }) => change(path, momentAt(currentTarget.value, timeZone))}
    />
  );
}
