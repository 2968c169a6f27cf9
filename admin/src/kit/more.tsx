import { Button } from '@mantine/core';
import { useTexts } from './i18n.ts';
import { kitTexts } from './texts.ts';

interface MoreProps {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

/** The next page below the former ones, as `useReadMore` tells of it. */
export function More({ hasNextPage, isFetchingNextPage, fetchNextPage }: MoreProps) {
  const t = useTexts(kitTexts);
  if (!hasNextPage) return undefined;
  return (
    <Button variant="default" size="xs" mt="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
      {t('more')}
    </Button>
  );
}
