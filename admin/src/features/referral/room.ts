import { say } from '../../kit/i18n.ts';
import type { Room } from '../../kit/room.ts';
import { referralTexts } from './texts.ts';

/** What is promised to whom, and what it brought. */
export const programsRoom: Room = {
  label: () => say(referralTexts, 'programs'),
  icon: 'programs',
  screens: [
    {
      route: 'programs',
      right: 'read',
      label: () => say(referralTexts, 'programs'),
      load: async () => (await import('./programs.tsx')).ProgramsScreen,
    },
    {
      route: 'programNew',
      right: 'write',
      label: () => say(referralTexts, 'new_program'),
      load: async () => (await import('./program-new.tsx')).NewProgramScreen,
    },
    { route: 'program', right: 'read', load: async () => (await import('./overview.tsx')).OverviewScreen },
    {
      route: 'programDefinition',
      right: 'read',
      load: async () => (await import('./definition.tsx')).DefinitionScreen,
    },
    { route: 'programVersions', right: 'read', load: async () => (await import('./versions.tsx')).VersionsScreen },
    {
      route: 'programComparison',
      right: 'read',
      load: async () => (await import('./comparison.tsx')).ComparisonScreen,
    },
    { route: 'programReplay', right: 'read', load: async () => (await import('./replay.tsx')).ReplayScreen },
    {
      route: 'programParticipants',
      right: 'read',
      load: async () => (await import('./participants.tsx')).ParticipantsScreen,
    },
    { route: 'programBans', right: 'read', load: async () => (await import('./bans.tsx')).BansScreen },
    { route: 'programPairs', right: 'read', load: async () => (await import('./pairs.tsx')).PairsScreen },
    { route: 'programLost', right: 'read', load: async () => (await import('./lost.tsx')).LostScreen },
    { route: 'pair', right: 'read', load: async () => (await import('./pair.tsx')).PairScreen },
  ],
};
