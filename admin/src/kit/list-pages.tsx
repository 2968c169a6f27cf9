import { Button, Group } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { firstPage, useAddress } from './address.ts';
import { useTexts } from './i18n.ts';
import { kitTexts } from './texts.ts';

/**
 * The pages of a list that knows only where the next one begins. A page is a step in the browser's history, so the way
 * back is the way one came; whoever was sent a link to the middle goes to the beginning.
 */
export function ListPages({ next }: { readonly next: string | null }) {
  const t = useTexts(kitTexts);
  const { values, change } = useAddress();
  const { history } = useRouter();
  const inside = values['cursor'] !== undefined;
  if (!inside && next === null) return undefined;
  const further = Number(values['page'] ?? 1);
  return (
    <Group component="nav" aria-label={t('pages')} justify="flex-end" gap="sm" mt="sm">
      {inside ? (
        <Button variant="subtle" onClick={() => change(firstPage)}>
          {t('first_page')}
        </Button>
      ) : undefined}
      <Button variant="default" disabled={!inside || !history.canGoBack()} onClick={() => history.back()}>
        {t('previous_page')}
      </Button>
      <Button
        variant="default"
        disabled={next === null}
        onClick={() => change({ cursor: next ?? undefined, page: String(further + 1) })}
      >
        {t('next_page')}
      </Button>
    </Group>
  );
}
