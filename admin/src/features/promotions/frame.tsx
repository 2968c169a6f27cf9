import type { ReactNode } from 'react';
import { Screen } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { pathTo } from '../../kit/paths.ts';
import { Tabs } from '../../kit/tabs.tsx';
import { promotionsTexts } from './texts.ts';

interface FrameProps {
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What stands around the promotions and the alarms about them. */
export function PromotionsFrame({ actions, children }: FrameProps) {
  const t = useTexts(promotionsTexts);
  return (
    <Screen title={t('promotions')} actions={actions}>
      <Tabs
        label={t('sections')}
        items={[
          { label: t('all'), href: pathTo('promotions') },
          { label: t('alarms'), href: pathTo('promotionAlarms') },
        ]}
      />
      {children}
    </Screen>
  );
}
