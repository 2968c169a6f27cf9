import { Stack, Text } from '@mantine/core';
import type { ProgramSummary } from '@sarafan/contract';
import type { ReactNode } from 'react';
import { useRead } from '../../kit/api.ts';
import { Copyable } from '../../kit/copy.tsx';
import { Facts, Section } from '../../kit/detail.tsx';
import { plain } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { Plain } from '../../kit/plain.tsx';
import { Settings } from '../../kit/settings.tsx';
import { Failure, Loading } from '../../kit/states.tsx';
import { settingsTexts } from '../../kit/texts-settings.ts';
import { accessApi } from './api.ts';
import { snippetTexts } from './texts-snippet.ts';

/** Where the server is reached, and which addresses its programs give out. */
export function AddressesScreen() {
  const a = useTexts(settingsTexts);
  const t = useTexts(snippetTexts);
  const { data, error, refetch } = useRead(accessApi.workspace);
  const { data: programs } = useRead(accessApi.programs, { query: { limit: 200 } });
  return (
    <Settings title={a('addresses')}>
      {error !== null && data === undefined ? <Failure error={error} retry={() => void refetch()} /> : undefined}
      {error === null && data === undefined ? <Loading /> : undefined}
      {data === undefined ? undefined : (
        <>
          <Section title={t('server_address')}>
            <Stack gap="sm">
              <Copyable text={data.publicUrl} label={t('server_address')} />
              <Text size="sm" c="dimmed">
                {t('server_address_text')}
              </Text>
              {data.publicUrl === window.location.origin ? undefined : (
                <Text size="sm">{t('server_address_differs', { here: window.location.origin })}</Text>
              )}
            </Stack>
          </Section>
          {programs?.items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('no_programs')}
            </Text>
          ) : undefined}
          {programs?.items.map((program) => (
            <ProgramAddresses key={program.program} program={program} publicUrl={data.publicUrl} />
          ))}
        </>
      )}
    </Settings>
  );
}

interface ProgramProps {
  readonly program: ProgramSummary;
  readonly publicUrl: string;
}

function ProgramAddresses({ program: { program, name }, publicUrl }: ProgramProps) {
  const t = useTexts(snippetTexts);
  const language = useLanguage();
  const { data } = useRead(accessApi.program, { params: { program } });
  const link = data?.definition.invite.link;
  const hosts = link?.allowedHosts ?? [];
  const title = plain(name[language], 80);
  const address = (label: string, path: string): { label: string; value: ReactNode } => ({
    label,
    value: <Copyable text={`${publicUrl}${path}`} label={`${label}: ${title}`} />,
  });
  return (
    <Section title={title}>
      <Facts
        items={[
          ...(link === undefined ? [] : [address(t('invite_link'), `/r/${t('code_place')}`)]),
          address(t('landing'), `/i/${encodeURIComponent(program)}`),
          address(t('cabinet'), `/me/${encodeURIComponent(program)}`),
          { label: t('destination'), value: link?.destination && <Plain text={link.destination} /> },
          { label: t('hosts'), value: hosts.length > 0 ? <Plain text={hosts.join(', ')} atMost={1_000} /> : null },
        ]}
      />
    </Section>
  );
}
