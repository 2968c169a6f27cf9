import { Button, FileButton, Progress, Radio, Stack, Text } from '@mantine/core';
import type { ImportDetail, ImportKind } from '@sarafan/contract';
import { useEffect, useRef, useState } from 'react';
import { Screen, Section } from '../../kit/detail.tsx';
import { Drop } from '../../kit/drop.tsx';
import { sendFile } from '../../kit/files.ts';
import { plain } from '../../kit/format.ts';
import { say, useTexts } from '../../kit/i18n.ts';
import { useGo } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Problem } from '../../kit/problem.ts';
import { useWorkspace } from '../../kit/session.ts';
import { Failure } from '../../kit/states.tsx';
import { kinds, uploadPath } from './api.ts';
import { importsTexts } from './texts.ts';

const bytesAtMost = 50 * 1024 * 1024;
const nameCharacters = 255;

/** What the file is about, and the file. Nothing is imported by that: the next screen shows how it was read. */
export function UploadScreen() {
  const t = useTexts(importsTexts);
  const [kind, setKind] = useState<ImportKind>('people');
  const { sending, error, send, stop } = useUpload(kind);
  const choose = (file: File | null): void => {
    if (file !== null) void send(file);
  };
  return (
    <Screen title={t('new_import')} from={{ title: t('imports'), href: pathTo('imports') }}>
      <Section title={t('kind')}>
        <Radio.Group
          value={kind}
          onChange={(value) => setKind(kinds.find((each) => each === value) ?? 'people')}
          aria-label={t('kind')}
        >
          <Stack gap="sm">
            {kinds.map((each) => (
              <Radio
                key={each}
                value={each}
                label={t(`kind_${each}`)}
                description={t(`kind_${each}_text`)}
                disabled={sending !== undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
      </Section>
      <Section title={t('file')}>
        <Stack gap="sm">
          <Drop label={t('file')} take={choose}>
            {sending === undefined ? (
              <FileButton accept=".csv,.txt,.tsv,text/csv,text/plain" onChange={choose}>
                {(props) => <Button {...props}>{t('choose')}</Button>}
              </FileButton>
            ) : (
              <Button variant="default" onClick={stop}>
                {t('stop_sending')}
              </Button>
            )}
            <Text size="sm" c="dimmed">
              {sending === undefined ? t('drop') : plain(sending.name, 80)}
            </Text>
          </Drop>
          {sending === undefined ? undefined : (
            <Progress value={sending.share * 100} animated={sending.share === 1} aria-label={t('sending')} />
          )}
          {error === undefined ? undefined : <Failure error={error} title={t('not_uploaded')} />}
          <Text size="sm" c="dimmed">
            {t('file_text')}
          </Text>
        </Stack>
      </Section>
    </Screen>
  );
}

interface Sent {
  readonly name: string;
  readonly share: number;
}

/** Sends a file and goes to the import that it became. Whoever leaves meanwhile stops it. */
function useUpload(kind: ImportKind) {
  const go = useGo();
  const { workspace } = useWorkspace();
  const [sending, setSending] = useState<Sent>();
  const [error, setError] = useState<unknown>();
  const stopping = useRef<AbortController>(null);
  useEffect(() => () => stopping.current?.abort(), []);
  const send = async (file: File): Promise<void> => {
    setError(undefined);
    if (file.size > bytesAtMost) return setError(tooLarge());
    const controller = new AbortController();
    stopping.current = controller;
    setSending({ name: file.name, share: 0 });
    try {
      const made = (await sendFile({
        ...{ path: uploadPath, workspace, file, signal: controller.signal },
        query: { kind, fileName: file.name.slice(-nameCharacters) },
        onProgress: (share) => setSending({ name: file.name, share }),
      })) as ImportDetail;
      go(pathTo('import', { import: made.import }), 'replace');
    } catch (problem) {
      if (!controller.signal.aborted) setError(problem);
    } finally {
      setSending(undefined);
    }
  };
  return { sending, error, send, stop: () => stopping.current?.abort() };
}

/** Told before it is sent: the server would say the same after the last byte. */
function tooLarge(): Problem {
  const sentence = {
    ru: say(importsTexts, 'too_large', { lng: 'ru' }),
    en: say(importsTexts, 'too_large', { lng: 'en' }),
  };
  return new Problem(413, 'file_too_large', sentence);
}
