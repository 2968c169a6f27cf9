import { Stack } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { Screen } from './detail.tsx';
import { useTexts } from './i18n.ts';
import { pathTo } from './paths.ts';
import { useMay } from './session.ts';
import { settingsTabs } from './settings-tabs.ts';
import { Tabs } from './tabs.tsx';
import { settingsTexts } from './texts-settings.ts';

interface SettingsProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of the settings: their screens beside one another, as far as one may see them. */
export function Settings({ title, actions, children }: SettingsProps) {
  const t = useTexts(settingsTexts);
  const owner = useMay('admin');
  const tabs = useRef<HTMLDivElement>(null);
  const items = settingsTabs
    .filter(({ right }) => right !== 'admin' || owner)
    .map(({ route, text }) => ({ label: t(text), href: pathTo(route) }));
  // On a narrow screen the tabs scroll, and the one that is open shall be seen.
  useEffect(() => {
    const open = tabs.current?.querySelector<HTMLElement>('[aria-current]');
    open?.parentElement?.scrollTo({ left: open.offsetLeft - 48 });
  }, []);
  return (
    <Stack gap="md">
      <div ref={tabs}>
        <Tabs label={t('settings')} items={items} />
      </div>
      <Screen title={title} actions={actions}>
        {children}
      </Screen>
    </Stack>
  );
}
