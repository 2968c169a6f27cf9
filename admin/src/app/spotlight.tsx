import { useDebouncedValue } from '@mantine/hooks';
import {
  createSpotlight,
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from '@mantine/spotlight';
import type { PersonSummary, ProgramSummary } from '@sarafan/contract';
import { useEffect, useState } from 'react';
import { lists, useRead } from '../kit/api.ts';
import { plain } from '../kit/format.ts';
import { useLanguage, useTexts } from '../kit/i18n.ts';
import { Icon } from '../kit/icons.tsx';
import { useGo, useWhenLeft } from '../kit/link.tsx';
import { pathTo } from '../kit/paths.ts';
import { allows } from '../kit/rights.ts';
import { pathToPlain } from '../kit/room.ts';
import { useWorkspace } from '../kit/session.ts';
import { kitTexts } from '../kit/texts.ts';
import { rooms } from './rooms.ts';
import { appTexts } from './texts.ts';

const persons = lists<PersonSummary>('/people/persons');
const programs = lists<ProgramSummary>('/referral/programs');
const typingMs = 200;
const shownAtMost = 8;
const programsAtMost = 200;

const [store, spotlight] = createSpotlight();

export const openSpotlight = spotlight.open;

/** `Ctrl K`: a person by name, e-mail, phone, code or id, a program, or any screen by its name. */
export function Spotlights() {
  const t = useTexts(appTexts);
  const [query, setQuery] = useState('');
  const { groups, searching } = useFound(query.trim());
  useFirstSelected(groups);
  useWhenLeft(spotlight.close);
  return (
    <Spotlight
      store={store}
      attributes={{ content: { 'aria-label': t('find') } }}
      query={query}
      onQueryChange={setQuery}
      shortcut={['mod + K']}
      actions={groups}
      // What is found is found already, on the server or below.
      filter={(_query, actions) => actions}
      nothingFound={searching ? t('searching') : t('nothing')}
      scrollable
      maxHeight={400}
      // Lines are chosen from the field, so the keyboard would reach nothing in a list that scrolls.
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      searchProps={{ placeholder: t('spotlight'), 'aria-label': t('find'), leftSection: <Icon name="search" /> }}
    />
  );
}

/**
 * Keeps the first line chosen while lines come and go: the library chooses it when something is typed, which is before
 * the server has answered, and Enter would lead to whatever stood there then.
 */
function useFirstSelected(groups: readonly SpotlightActionGroupData[]): void {
  const lines = groups.flatMap(({ actions }) => actions.map(({ id }) => id)).join(' ');
  useEffect(() => {
    const list = lines === '' ? null : document.getElementById(store.getState().listId);
    if (list === null) return;
    for (const chosen of list.querySelectorAll('[data-selected]')) chosen.removeAttribute('data-selected');
    list.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
    store.updateState((state) => ({ ...state, selected: 0 }));
  }, [lines]);
}

interface Found {
  readonly groups: SpotlightActionGroupData[];
  readonly searching: boolean;
}

function useFound(query: string): Found {
  const t = useTexts(appTexts);
  const [q] = useDebouncedValue(query, typingMs);
  const people = usePeople(q);
  const groups = [
    { group: t('people'), actions: query === '' ? [] : people.actions },
    { group: t('programs'), actions: usePrograms(query) },
    { group: t('screens'), actions: useScreens(query) },
  ];
  return { groups: groups.filter(({ actions }) => actions.length > 0), searching: q !== query || people.searching };
}

function usePeople(q: string): { readonly actions: SpotlightActionData[]; readonly searching: boolean } {
  const kit = useTexts(kitTexts);
  const go = useGo();
  const { data, isFetching } = useRead(persons, { query: { q, limit: shownAtMost }, enabled: q !== '' });
  const actions = (data?.items ?? []).map((found) => {
    const { person, said } = found;
    const { name, email, phone, userId } = said ?? found;
    const known = [name, email, phone, userId].filter((each) => each !== null).map((each) => plain(each, 80));
    const [label = person, ...rest] = known;
    const others = said === null ? rest : [...rest, kit('said')];
    return {
      id: person,
      label,
      description: others.join(' · '),
      leftSection: <Icon name="user" />,
      onClick: () => go(pathTo('person', { person })),
    };
  });
  return { actions: q === '' ? [] : actions, searching: isFetching };
}

function usePrograms(query: string): SpotlightActionData[] {
  const go = useGo();
  const language = useLanguage();
  const shown = rooms.some(({ screens }) => screens.some(({ route }) => route === 'program'));
  const { data } = useRead(programs, { query: { limit: programsAtMost }, enabled: shown });
  return (data?.items ?? [])
    .filter(({ key, name }) => matches(query, [key, name.ru, name.en]))
    .slice(0, shownAtMost)
    .map(({ program, name, key }) => ({
      id: program,
      label: plain(name[language], 80),
      description: key,
      leftSection: <Icon name="programs" />,
      onClick: () => go(pathTo('program', { program })),
    }));
}

function useScreens(query: string): SpotlightActionData[] {
  const t = useTexts(appTexts);
  const go = useGo();
  const { role } = useWorkspace();
  const screens = rooms.flatMap(({ icon, screens: all }) =>
    all.flatMap(({ route, right, label }) =>
      label !== undefined && allows(role, right) ? [{ id: route, icon, label: label(), href: pathToPlain(route) }] : [],
    ),
  );
  const own = { id: 'profile', icon: 'user', label: t('profile'), href: pathTo('profile') } as const;
  return [...screens, own]
    .filter(({ label }) => matches(query, [label]))
    .map(({ id, icon, label, href }) => ({ id, label, leftSection: <Icon name={icon} />, onClick: () => go(href) }));
}

/** Whether every word that was typed stands somewhere in what is known. */
function matches(query: string, known: readonly string[]): boolean {
  const text = known.join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
