import type { ReactNode } from 'react';
import { Screen } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { pathTo } from '../../kit/paths.ts';
import { Tabs } from '../../kit/tabs.tsx';
import { rewardsTexts } from './texts.ts';

/** What stands around both lists of rewards. */
export function RewardsFrame({ children }: { readonly children: ReactNode }) {
  const t = useTexts(rewardsTexts);
  return (
    <Screen title={t('rewards')}>
      <Tabs
        label={t('sections')}
        items={[
          { label: t('all'), href: pathTo('rewards') },
          { label: t('review'), href: pathTo('rewardsReview') },
        ]}
      />
      {children}
    </Screen>
  );
}
