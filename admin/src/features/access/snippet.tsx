import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useRead, useWrite } from '../../kit/api.ts';
import { Copyable } from '../../kit/copy.tsx';
import { Section } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { Link } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { useMay, useWorkspace } from '../../kit/session.ts';
import { Settings } from '../../kit/settings.tsx';
import { Failure, Loading } from '../../kit/states.tsx';
import { recall, remember } from '../../kit/storage.ts';
import { settingsTexts } from '../../kit/texts-settings.ts';
import { toastProblem } from '../../kit/toast.tsx';
import { accessApi } from './api.ts';
import { serverExampleOf, siteKeyBeginning, tagOf } from './snippet-code.ts';
import { snippetTexts } from './texts-snippet.ts';
import { Visits } from './visits.tsx';

/** How a site and its server are connected, and the proof that they are. */
export function SnippetScreen() {
  const a = useTexts(settingsTexts);
  const t = useTexts(snippetTexts);
  const owner = useMay('admin');
  const { data, error, refetch } = useRead(accessApi.workspace);
  return (
    <Settings title={a('snippet')}>
      {error !== null && data === undefined ? <Failure error={error} retry={() => void refetch()} /> : undefined}
      {error === null && data === undefined ? <Loading /> : undefined}
      {data === undefined ? undefined : (
        <>
          <SiteTag publicUrl={data.publicUrl} />
          <Visits />
          <Section title={t('server')}>
            <Stack gap="sm">
              <Text size="sm">{t('server_text')}</Text>
              <Copyable text="npm install @segment/analytics-node" label={t('server_install')} />
              <Copyable text={serverExampleOf(data.publicUrl)} label={t('server_code')} />
              <Text size="sm" c="dimmed">
                {t('server_key')}{' '}
                {owner ? (
                  <Anchor underline="always" renderRoot={(props) => <Link {...props} href={pathTo('keys')} />}>
                    {t('to_keys')}
                  </Anchor>
                ) : (
                  t('ask_owner')
                )}
              </Text>
            </Stack>
          </Section>
        </>
      )}
    </Settings>
  );
}

/** The tag with a key in it: the server keeps no more than a hash, so the key is made here or pasted. */
function SiteTag({ publicUrl }: { readonly publicUrl: string }) {
  const t = useTexts(snippetTexts);
  const owner = useMay('admin');
  const [key, setKey] = useSiteKey();
  const make = useWrite(accessApi.makeKey);
  const secret = key !== '' && !key.startsWith(siteKeyBeginning);
  const create = async (): Promise<void> => {
    try {
      const made = await make.mutateAsync({ body: { kind: 'write', note: t('key_note') } });
      if (made !== undefined) setKey(made.key);
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <Section title={t('site')}>
      <Stack gap="sm">
        <Text size="sm">{t('site_text')}</Text>
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t('key')}
            description={t('key_hint')}
            placeholder={`${siteKeyBeginning}…`}
            value={key}
            onChange={({ currentTarget }) => setKey(currentTarget.value.trim())}
            error={secret ? t('key_secret') : undefined}
            flex="1 1 280px"
            maw={480}
            spellCheck={false}
            autoComplete="off"
          />
          {owner ? (
            <Button variant={key === '' ? 'filled' : 'default'} loading={make.isPending} onClick={() => void create()}>
              {t('key_make')}
            </Button>
          ) : undefined}
        </Group>
        <Copyable text={tagOf(publicUrl, secret ? '' : key)} label={t('tag')} />
        <Text size="sm" c="dimmed">
          {t('consent')}
        </Text>
      </Stack>
    </Section>
  );
}

/** A site's key is public, so this browser may remember it; each workspace has its own. */
function useSiteKey(): [string, (key: string) => void] {
  const { workspace } = useWorkspace();
  const [kept, key] = (recall('siteKey') ?? '').split(' ');
  const [shown, show] = useState(kept === workspace ? (key ?? '') : '');
  return [
    shown,
    (changed) => {
      show(changed);
      if (changed === '' || changed.startsWith(siteKeyBeginning)) remember('siteKey', `${workspace} ${changed}`);
    },
  ];
}
