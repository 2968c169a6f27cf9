import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTexts } from '../kit/i18n.ts';
import { useGo } from '../kit/link.tsx';
import { pathTo } from '../kit/paths.ts';
import { Empty, Failure } from '../kit/states.tsx';
import { kitTexts } from '../kit/texts.ts';

export function NotFound() {
  const t = useTexts(kitTexts);
  const go = useGo();
  const action = <Button onClick={() => go(pathTo('home'))}>{t('to_beginning')}</Button>;
  return <Empty title={t('not_found_title')} text={t('not_found_text')} action={action} />;
}

/** A screen that threw while it was drawn. */
export function Broken({ error, reset }: ErrorComponentProps) {
  return <Failure error={error} retry={reset} />;
}
