import type { ReactNode } from 'react';
import { Screen } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { pathTo } from '../../kit/paths.ts';
import { useMay } from '../../kit/session.ts';
import { Tabs } from '../../kit/tabs.tsx';
import { supportTexts } from './texts-support.ts';

/** What stands around every part of the support desk. */
export function SupportFrame({ children }: { readonly children: ReactNode }) {
  const t = useTexts(supportTexts);
  const may = useMay('support');
  return (
    <Screen title={t('support')}>
      <Tabs
        label={t('sections')}
        items={[
          { label: t('find'), href: pathTo('support') },
          ...(may ? [{ label: t('binding'), href: pathTo('supportBinding') }] : []),
          { label: t('quarantine'), href: pathTo('supportQuarantine') },
        ]}
      />
      {children}
    </Screen>
  );
}
