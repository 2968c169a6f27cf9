import { Button } from '@mantine/core';
import type { Import, ImportKind, SavedMapping } from '@sarafan/contract';
import { useRead, useWrite } from '../../kit/api.ts';
import { useConfirm } from '../../kit/confirm.tsx';
import { Screen, Section } from '../../kit/detail.tsx';
import { plain } from '../../kit/format.ts';
import { type Say, useTexts } from '../../kit/i18n.ts';
import { useGo } from '../../kit/link.tsx';
import { List, type ListColumns } from '../../kit/list.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { Rows } from '../../kit/rows.tsx';
import { toast, toastProblem } from '../../kit/toast.tsx';
import { importsApi } from './api.ts';
import { StateMark } from './state-mark.tsx';
import { type ImportsText, importsTexts } from './texts.ts';

/** What was imported, what is under way, and the way to the next file. */
export function ImportsScreen() {
  const t = useTexts(importsTexts);
  const go = useGo();
  const begin = <Button onClick={() => go(pathTo('importNew'))}>{t('new_import')}</Button>;
  return (
    <Screen title={t('imports')} actions={begin}>
      <List
        label={t('imports')}
        route={importsApi.imports}
        columns={columns(t)}
        keyOf={(each) => each.import}
        hrefOf={(each) => pathTo('import', { import: each.import })}
        empty={{ title: t('empty_title'), text: t('empty_text'), action: begin }}
      />
      <Mappings />
    </Screen>
  );
}

function columns(t: Say<ImportsText>): ListColumns<Import> {
  const kind = (each: Import): string => t(`kind_${each.kind}`);
  return [
    {
      ...{ key: 'fileName', title: t('file') },
      cell: ({ fileName }) => <Plain text={fileName} atMost={80} />,
      text: ({ fileName }) => fileName,
    },
    { key: 'kind', title: t('kind'), cell: kind, text: kind },
    {
      ...{ key: 'state', title: t('state') },
      cell: ({ state }) => <StateMark state={state} />,
      text: ({ state }) => t(`state_${state}`),
    },
    {
      ...{ key: 'imported', title: t('imported'), align: 'right' },
      cell: ({ state, progress }) => broughtBy(state, progress),
      text: ({ state, progress }) => String(broughtBy(state, progress)),
    },
    {
      ...{ key: 'refused', title: t('refused'), align: 'right' },
      cell: ({ progress }) => progress.refused,
      text: ({ progress }) => String(progress.refused),
    },
    {
      ...{ key: 'createdAt', title: t('uploaded') },
      cell: ({ createdAt }) => <Moment at={createdAt} />,
      text: ({ createdAt }, { moment }) => moment(createdAt),
    },
  ];
}

/** Before a run nothing was brought, whatever a dry run has counted. */
function broughtBy(state: Import['state'], progress: Import['progress']): number {
  return state === 'draft' || state === 'checking' || state === 'checked' ? 0 : progress.imported;
}

/** Mappings that are offered for files with the same headings; nothing while there are none. */
function Mappings() {
  const t = useTexts(importsTexts);
  const forget = useForget();
  const { data } = useRead(importsApi.mappings);
  if (data === undefined || data.items.length === 0) return undefined;
  return (
    <Section title={t('mappings')}>
      <Rows
        label={t('mappings')}
        items={data.items}
        keyOf={({ kind, name }) => `${kind} ${name}`}
        columns={[
          { key: 'name', title: t('mapping_name'), cell: ({ name }) => <Plain text={name} atMost={80} /> },
          { key: 'kind', title: t('kind'), cell: ({ kind }) => t(`kind_${kind}`) },
          {
            key: 'headings',
            title: t('mapping_for'),
            cell: ({ headings }) => <Plain text={headings.join(', ')} atMost={120} />,
          },
        ]}
        actions={(mapping) => (
          <Button
            variant="default"
            size="xs"
            aria-label={`${t('forget')}: ${plain(mapping.name, 60)}`}
            onClick={() => void forget(mapping)}
          >
            {t('forget')}
          </Button>
        )}
      />
    </Section>
  );
}

function useForget(): (mapping: SavedMapping) => Promise<void> {
  const t = useTexts(importsTexts);
  const confirm = useConfirm();
  const forgets = {
    people: useWrite(importsApi.forgetPeople),
    orders: useWrite(importsApi.forgetOrders),
    participants: useWrite(importsApi.forgetParticipants),
    bindings: useWrite(importsApi.forgetBindings),
  } as const satisfies Record<ImportKind, unknown>;
  return async ({ name, kind }) => {
    const values = { name: plain(name, 60) };
    const question = { title: t('forget_title', values), text: t('forget_text'), action: t('forget'), danger: true };
    if (!(await confirm(question))) return;
    try {
      await forgets[kind].mutateAsync({ params: { mapping: name } });
      toast(t('forgotten', values));
    } catch (error) {
      toastProblem(error);
    }
  };
}
