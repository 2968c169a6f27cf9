import { Button } from '@mantine/core';
import type { ProgramSummary } from '@sarafan/contract';
import { useWrite } from '../../kit/api.ts';
import { Screen } from '../../kit/detail.tsx';
import { type Language, type Say, useLanguage, useTexts } from '../../kit/i18n.ts';
import { useGo } from '../../kit/link.tsx';
import { List, type ListColumns } from '../../kit/list.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { useMay } from '../../kit/session.ts';
import { toast, toastProblem } from '../../kit/toast.tsx';
import { referralApi } from './api.ts';
import { ProgramState } from './marks.tsx';
import { referralTexts } from './texts.ts';

const recipe = 'language-school';

/** Every program of the workspace; the first one is a click away. */
export function ProgramsScreen() {
  const t = useTexts(referralTexts);
  const language = useLanguage();
  const go = useGo();
  const may = useMay('write');
  const blank = (
    <Button variant="default" onClick={() => go(pathTo('programNew'))}>
      {t('from_scratch')}
    </Button>
  );
  return (
    <Screen
      title={t('programs')}
      actions={may ? <Button onClick={() => go(pathTo('programNew'))}>{t('new_program')}</Button> : undefined}
    >
      <List
        label={t('programs')}
        route={referralApi.programs}
        columns={columns(t, language)}
        keyOf={({ program }) => program}
        hrefOf={({ program }) => pathTo('program', { program })}
        empty={
          may
            ? {
                title: t('empty_title'),
                text: t('empty_text'),
                action: (
                  <>
                    <Install />
                    {blank}
                  </>
                ),
              }
            : { title: t('empty_title'), text: t('empty_text_reader') }
        }
      />
    </Screen>
  );
}

function Install() {
  const t = useTexts(referralTexts);
  const go = useGo();
  const install = useWrite(referralApi.install);
  const launch = async (): Promise<void> => {
    try {
      const launched = await install.mutateAsync({ params: { recipe } });
      toast(t('installed'));
      if (launched !== undefined) go(pathTo('program', { program: launched.program }));
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <Button loading={install.isPending} onClick={() => void launch()}>
      {t('install_school')}
    </Button>
  );
}

function columns(
  t: Say<ProgramSummary['state'] | 'name' | 'state' | 'version' | 'launched' | 'note'>,
  language: Language,
): ListColumns<ProgramSummary> {
  return [
    {
      ...{ key: 'name', title: t('name') },
      cell: ({ name }) => <Plain text={name[language]} />,
      text: ({ name }) => name[language],
    },
    {
      ...{ key: 'state', title: t('state') },
      cell: ({ state }) => <ProgramState state={state} />,
      text: ({ state }) => t(state),
    },
    {
      ...{ key: 'version', title: t('version'), align: 'right' },
      cell: ({ version }) => version,
      text: ({ version }) => String(version),
    },
    {
      ...{ key: 'launchedAt', title: t('launched') },
      cell: ({ launchedAt }) => <Moment at={launchedAt} />,
      text: ({ launchedAt }, { moment }) => moment(launchedAt),
    },
    {
      ...{ key: 'note', title: t('note') },
      cell: ({ note }) => note !== '' && <Plain text={note} />,
      text: ({ note }) => note,
    },
  ];
}
