import { Button, Text } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { Screen } from '../kit/detail.tsx';
import { useTexts } from '../kit/i18n.ts';
import { useGo } from '../kit/link.tsx';
import { pathTo } from '../kit/paths.ts';
import { Failure } from '../kit/states.tsx';
import { kitTexts } from '../kit/texts.ts';

/** An address that leads nowhere, or to what its visitor may not see: both look alike. */
export function NotFound() {
  const t = useTexts(kitTexts);
  const go = useGo();
  return (
    <Screen title={t('not_found_title')}>
      <Text size="sm">{t('not_found_text')}</Text>
      <Button w="fit-content" onClick={() => go(pathTo('home'))}>
        {t('to_beginning')}
      </Button>
    </Screen>
  );
}

/** A screen that threw while it was drawn. */
export function Broken({ error, reset }: ErrorComponentProps) {
  return <Failure error={error} retry={reset} />;
}
