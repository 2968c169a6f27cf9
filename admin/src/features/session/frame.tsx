import { Box, Group, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { chooseLanguage, useLanguage, useTexts } from '../../kit/i18n.ts';
import classes from './session.module.css';
import { sessionTexts } from './texts.ts';

interface FrameProps {
  readonly title: string;
  readonly text?: string;
  readonly children: ReactNode;
}

/** What stands around the few screens that are seen before one is inside. */
export function Frame({ title, text, children }: FrameProps) {
  const t = useTexts(sessionTexts);
  const language = useLanguage();
  useEffect(() => {
    document.title = `${title} · Sarafan`;
  }, [title]);
  return (
    <Box component="main" className={classes['frame']}>
      <Stack gap="md" w="100%" maw={400}>
        <Text fw={700} size="lg" ta="center">
          Sarafan
        </Text>
        <Paper withBorder p="lg" radius="md">
          <Stack gap="md">
            <div>
              <Title order={1} size="h3">
                {title}
              </Title>
              {text === undefined ? undefined : (
                <Text size="sm" c="dimmed" mt={4}>
                  {text}
                </Text>
              )}
            </div>
            {children}
          </Stack>
        </Paper>
        <Group justify="center">
          <SegmentedControl
            size="xs"
            aria-label={t('language')}
            value={language}
            data={[
              { value: 'ru', label: 'Русский' },
              { value: 'en', label: 'English' },
            ]}
            onChange={(value) => void chooseLanguage(value === 'ru' ? 'ru' : 'en')}
          />
        </Group>
      </Stack>
    </Box>
  );
}
