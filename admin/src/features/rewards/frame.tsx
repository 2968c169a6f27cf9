import type { ReactNode } from 'react';
import { Screen } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { pathTo } from '../../kit/paths.ts';
import { Tabs } from '../../kit/tabs.tsx';
import { rewardsTexts } from './texts.ts';
import { handoutTexts } from './texts-handouts.ts';

/** What stands around the lists of rewards. */
export function RewardsFrame({ children }: { readonly children: ReactNode }) {
  const t = useTexts(rewardsTexts);
  const handout = useTexts(handoutTexts);
  return (
    <Screen title={t('rewards')}>
      <Tabs
        label={t('sections')}
        items={[
          { label: t('all'), href: pathTo('rewards') },
          { label: t('review'), href: pathTo('rewardsReview') },
          { label: handout('hand_out'), href: pathTo('rewardsFulfilments') },
        ]}
      />
      {children}
    </Screen>
  );
}
