import { Alert, Button, Group, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useBlocker } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useConfirm } from './confirm.tsx';
import { type Language, useLanguage, useTexts } from './i18n.ts';
import { asProblem, type Problem } from './problem.ts';
import { Reasons } from './reasons.tsx';
import { kitTexts } from './texts.ts';

interface FormProps<Values extends Record<string, unknown>> {
  /** Of `useForm` of Mantine; its fields bear the names that the API has. */
  readonly form: UseFormReturnType<Values>;
  /** Sends the values. What it throws is shown, beside the field when the server names one. */
  readonly send: (values: Values) => Promise<unknown>;
  /** The field of the form that a place of what is sent is typed into, such as `/discount/percent`. */
  readonly fieldOf?: (path: string) => string | undefined;
  /** The words on the button. */
  readonly action?: string;
  readonly cancel?: () => void;
  /** False for a form whose loss is none, such as the sign-in. */
  readonly guarded?: boolean;
  readonly children?: ReactNode;
}

/** Fields, a button, the server's problem beside its field, and a question before unsaved changes are lost. */
export function Form<Values extends Record<string, unknown>>(props: FormProps<Values>) {
  const { form, send, action, cancel, guarded = true, fieldOf, children } = props;
  const t = useTexts(kitTexts);
  const language = useLanguage();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  useUnsavedGuard(() => guarded && form.isDirty());
  const submit = form.onSubmit(
    async (values) => {
      setSending(true);
      setProblem(undefined);
      try {
        await send(values);
        form.resetDirty();
      } catch (error) {
        const found = asProblem(error);
        if (found.field !== undefined && found.field in values)
          form.setFieldError(found.field, found.sentence[language]);
        else {
          setProblem(found);
          const fields = reasonsByField(found, fieldOf, language);
          for (const [field, sentence] of fields) form.setFieldError(field, sentence);
          focusFirst(form, [...fields.keys()]);
        }
      } finally {
        setSending(false);
      }
    },
    (errors) => focusFirst(form, Object.keys(errors)),
  );
  return (
    // What was refused is not what stands there now.
    <form onSubmit={submit} onChange={() => setProblem(undefined)} noValidate>
      <Stack gap="md">
        {children}
        {problem === undefined ? undefined : (
          <Alert color="red" variant="light" role="alert" title={t('not_saved')}>
            <Reasons problem={problem} />
          </Alert>
        )}
        <Group gap="sm">
          <Button type="submit" loading={sending}>
            {action ?? t('save')}
          </Button>
          {cancel === undefined ? undefined : (
            <Button variant="default" onClick={cancel}>
              {t('cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function reasonsByField(
  { reasons }: Problem,
  fieldOf: FormProps<Record<string, unknown>>['fieldOf'],
  language: Language,
): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const reason of reasons) {
    const field = fieldOf?.(reason.path);
    if (field !== undefined && !fields.has(field)) fields.set(field, reason[language]);
  }
  return fields;
}

function focusFirst<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  fields: readonly string[],
): void {
  const [first] = fields;
  if (first !== undefined) form.getInputNode(first)?.focus();
}

/** The guard of a form that is made otherwise: `when` says whether something would be lost. */
export function Unsaved({ when }: { readonly when: () => boolean }) {
  useUnsavedGuard(when);
  return undefined;
}

/** Asks before a step away from unsaved changes; the browser asks by itself before its tab is closed. */
function useUnsavedGuard(isUnsaved: () => boolean): void {
  const t = useTexts(kitTexts);
  const confirm = useConfirm();
  useBlocker({
    shouldBlockFn: async ({ current, next }) => {
      if (current.pathname === next.pathname || !isUnsaved()) return false;
      const question = { title: t('unsaved_title'), text: t('unsaved_text'), action: t('unsaved_leave'), danger: true };
      return !(await confirm(question));
    },
    enableBeforeUnload: isUnsaved,
  });
}
