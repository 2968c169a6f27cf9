import type { ProgramDetail } from '@sarafan/contract';
import type { ReactNode } from 'react';
import { useParams } from '../../kit/address.ts';
import { useRead } from '../../kit/api.ts';
import { Screen } from '../../kit/detail.tsx';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { Mark } from '../../kit/mark.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Failure, Loading } from '../../kit/states.tsx';
import { Tabs } from '../../kit/tabs.tsx';
import { referralApi } from './api.ts';
import { ProgramState } from './marks.tsx';
import { referralTexts } from './texts.ts';

interface FrameProps {
  /** On the right of the title. */
  readonly actions?: (program: ProgramDetail) => ReactNode;
  readonly children: (program: ProgramDetail) => ReactNode;
}

/** What stands around every part of a program: its name and state, and the other parts. */
export function ProgramFrame({ actions, children }: FrameProps) {
  const t = useTexts(referralTexts);
  const language = useLanguage();
  const params = useParams('program');
  const { data: program, error, refetch } = useRead(referralApi.program, { params });
  if (program === undefined)
    return error === null ? <Loading /> : <Failure error={error} retry={() => void refetch()} />;
  const { name, state, version } = program;
  const places = { program: params.program };
  return (
    <Screen
      title={name[language]}
      from={{ title: t('programs'), href: pathTo('programs') }}
      marks={
        <>
          <ProgramState state={state} />
          <Mark>{t('version_number', { version })}</Mark>
        </>
      }
      actions={actions?.(program)}
    >
      <Tabs
        label={t('sections')}
        items={[
          { label: t('overview'), href: pathTo('program', places) },
          { label: t('definition'), href: pathTo('programDefinition', places) },
          { label: t('versions'), href: pathTo('programVersions', places) },
          { label: t('replay'), href: pathTo('programReplay', places) },
          { label: t('participants'), href: pathTo('programParticipants', places) },
          { label: t('bans'), href: pathTo('programBans', places) },
          { label: t('pairs'), href: pathTo('programPairs', places) },
          { label: t('lost'), href: pathTo('programLost', places) },
        ]}
      />
      {children(program)}
    </Screen>
  );
}
