import { Spotlight } from '@mantine/spotlight';
import { useState } from 'react';
import { useTexts } from '../kit/i18n.ts';
import { Icon } from '../kit/icons.tsx';
import { useGo } from '../kit/link.tsx';
import { pathTo } from '../kit/paths.ts';
import { allows } from '../kit/rights.ts';
import { useWorkspace } from '../kit/session.ts';
import { rooms } from './rooms.ts';
import { appTexts } from './texts.ts';

/** `Ctrl K`: a screen by its name. */
export function Spotlights() {
  const t = useTexts(appTexts);
  const go = useGo();
  const { role } = useWorkspace();
  const [query, setQuery] = useState('');
  const screens = rooms.flatMap((room) => room.screens).filter(({ right }) => allows(role, right));
  const actions = screens.flatMap(({ route, label }) =>
    label === undefined ? [] : [{ id: route, label: label(), onClick: () => go(pathTo(route as 'people')) }],
  );
  return (
    <Spotlight
      query={query}
      onQueryChange={setQuery}
      shortcut={['mod + K']}
      actions={[{ group: t('screens'), actions }]}
      nothingFound={t('nothing')}
      searchProps={{ placeholder: t('spotlight'), 'aria-label': t('find'), leftSection: <Icon name="search" /> }}
    />
  );
}
