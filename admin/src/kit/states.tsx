import { Alert, Button, Group, Skeleton, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from './i18n.ts';
import { Icon } from './icons.tsx';
import { asProblem } from './problem.ts';
import { Reasons } from './reasons.tsx';
import { kitTexts } from './texts.ts';

/** Lines where the content will be. */
export function Loading({ lines = 6 }: { readonly lines?: number }) {
  const t = useTexts(kitTexts);
  return (
    <Stack gap="sm" py="sm" role="status" aria-busy="true">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      {[...'abcdefghijkl'].slice(0, lines).map((line) => (
        <Skeleton key={line} height={32} />
      ))}
    </Stack>
  );
}

interface FailureProps {
  readonly error: unknown;
  readonly retry?: () => void;
  readonly title?: string;
}

/** What went wrong, in the server's own sentence, and what to do about it. */
export function Failure({ error, retry, title }: FailureProps) {
  const t = useTexts(kitTexts);
  return (
    <Alert color="red" variant="light" role="alert" title={title ?? t('what_happened')} icon={<Icon name="warning" />}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm" component="div">
          <Reasons problem={asProblem(error)} />
        </Text>
        {retry === undefined ? undefined : (
          <Button size="xs" variant="default" onClick={retry}>
            {t('retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

interface EmptyProps {
  readonly title: string;
  readonly text: string;
  /** The first step. */
  readonly action?: ReactNode;
}

/** A place where there is nothing yet, and the first step out of it. */
export function Empty({ title, text, action }: EmptyProps) {
  return (
    <Stack align="center" gap="xs" py={64} px="md" maw={480} mx="auto" ta="center">
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text c="dimmed" size="sm">
        {text}
      </Text>
      {action === undefined ? undefined : (
        <Group mt="sm" gap="sm" justify="center">
          {action}
        </Group>
      )}
    </Stack>
  );
}
