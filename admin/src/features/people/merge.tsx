import { Button, Modal, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import type { PersonDetail, PersonSummary } from '@sarafan/contract';
import { useState } from 'react';
import { useRead, useWrite } from '../../kit/api.ts';
import { useConfirm } from '../../kit/confirm.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { useGo } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { toast, toastProblem, toastUndo } from '../../kit/toast.tsx';
import { type Merged, peopleApi } from './api.ts';
import { Nothing } from './known.tsx';
import { nameOf } from './name.tsx';
import classes from './people.module.css';
import { peopleTexts } from './texts.ts';

interface MergeProps {
  readonly person: PersonDetail;
}

/** Says that two persons are one: looks for the other, tells what will happen, and asks. */
export function MergeButton({ person }: MergeProps) {
  const t = useTexts(peopleTexts);
  const [opened, modal] = useDisclosure(false);
  const merge = useMerge(person);
  const choose = (other: PersonSummary): void => {
    modal.close();
    void merge(other);
  };
  return (
    <>
      <Button variant="default" onClick={modal.open}>
        {t('merge')}
      </Button>
      <Modal
        opened={opened}
        onClose={modal.close}
        title={t('merge_with')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Others person={person} choose={choose} />
      </Modal>
    </>
  );
}

function useMerge(person: PersonDetail): (other: PersonSummary) => Promise<void> {
  const t = useTexts(peopleTexts);
  const confirm = useConfirm();
  const go = useGo();
  const merge = useWrite(peopleApi.merge);
  const separate = useWrite(peopleApi.separate);
  const takeApart = (merged: Merged) =>
    separate.mutateAsync({ params: { person: merged.person }, body: { profile: merged.profile } });
  return async (other) => {
    const touches = [nameOf(person), nameOf(other), t('merge_touches')];
    const question = { title: t('merge_title'), text: t('merge_text'), touches, action: t('merge_do'), danger: true };
    if (!(await confirm(question))) return;
    try {
      const merged = await merge.mutateAsync({ params: { person: person.person }, body: { into: other.person } });
      if (merged === undefined) toast(t('merged'));
      else toastUndo(t('merged'), () => takeApart(merged));
      go(pathTo('person', { person: merged?.person ?? other.person }));
    } catch (error) {
      toastProblem(error);
    }
  };
}

const typingMs = 250;
const shownAtMost = 8;

function Others({ person, choose }: MergeProps & { readonly choose: (other: PersonSummary) => void }) {
  const t = useTexts(peopleTexts);
  const [typed, type] = useState('');
  const [q] = useDebouncedValue(typed.trim(), typingMs);
  const { data } = useRead(peopleApi.persons, { query: { q, limit: shownAtMost }, enabled: q !== '' });
  const others = data?.items.filter((each) => each.person !== person.person) ?? [];
  return (
    <Stack gap="sm">
      <TextInput
        label={t('search')}
        value={typed}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        data-autofocus
      />
      {q !== '' && data !== undefined && others.length === 0 ? <Nothing text={t('nobody_found')} /> : undefined}
      <ul className={classes['plainList']}>
        {q === '' ? undefined : others.map((other) => <Other key={other.person} other={other} choose={choose} />)}
      </ul>
    </Stack>
  );
}

interface OtherProps {
  readonly other: PersonSummary;
  readonly choose: (other: PersonSummary) => void;
}

function Other({ other, choose }: OtherProps) {
  const known = [other.email, other.phone, other.userId].filter((each) => each !== null).join(' · ');
  return (
    <li>
      <UnstyledButton className={classes['choice']} onClick={() => choose(other)}>
        <Text size="sm" fw={500}>
          <bdi>{nameOf(other)}</bdi>
        </Text>
        <Text size="xs" c="dimmed">
          <Plain text={known} />
        </Text>
      </UnstyledButton>
    </li>
  );
}
