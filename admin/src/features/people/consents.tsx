import { Anchor, Stack, Text } from '@mantine/core';
import type { PersonConsent } from '@sarafan/contract';
import { useReadMore } from '../../kit/api.ts';
import { Facts, Section } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { Link } from '../../kit/link.tsx';
import { Moment } from '../../kit/moment.tsx';
import { More } from '../../kit/more.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { useMay } from '../../kit/session.ts';
import { Failure, Loading } from '../../kit/states.tsx';
import { peopleApi } from './api.ts';
import { Nothing } from './known.tsx';
import classes from './people.module.css';
import { peopleTexts } from './texts.ts';

/** What the person agreed to, each with the fact that proves it. */
export function Consents({ person }: { readonly person: string }) {
  const t = useTexts(peopleTexts);
  const read = useReadMore(peopleApi.consents, { params: { person }, query: { limit: 5 } });
  const { items, error, refetch, ...more } = read;
  return (
    <Section title={t('consents')}>
      {error !== null && items === undefined ? <Failure error={error} retry={() => void refetch()} /> : undefined}
      {error === null && items === undefined ? <Loading lines={2} /> : undefined}
      {items?.length === 0 ? <Nothing text={t('no_consents')} /> : undefined}
      <Stack component="ul" gap="md" className={classes['plainList'] ?? ''}>
        {items?.map((consent) => (
          <Consent key={`${consent.profile} ${consent.fact}`} consent={consent} />
        ))}
      </Stack>
      <More {...more} />
    </Section>
  );
}

function Consent({ consent }: { readonly consent: PersonConsent }) {
  const t = useTexts(peopleTexts);
  const { source, channels, purpose, wording, place, document, givenOn, at, fact } = consent;
  const purposeText = purpose === 'invitation' ? t('purpose_invitation') : purpose;
  return (
    <li>
      {wording === null ? undefined : (
        <Text size="sm" component="blockquote" className={classes['wording'] ?? ''}>
          <Plain text={wording} atMost={2_000} />
        </Text>
      )}
      <Facts
        items={[
          { label: t('consent_purpose'), value: purposeText !== null && <Plain text={purposeText} /> },
          { label: t('consent_channels'), value: channels.map((channel) => t(channel)).join(', ') },
          { label: t('consent_when'), value: givenOn ?? <Moment at={at} /> },
          { label: t('consent_source'), value: t(`source_${source}`) },
          { label: t('consent_place'), value: place !== null && <Plain text={place} /> },
          { label: t('consent_document'), value: document !== null && <Plain text={document} /> },
          { label: t('consent_import'), value: consent.import !== null && <Import consent={consent} /> },
          { label: t('consent_fact'), value: <Plain text={fact} atMost={120} /> },
        ].filter(({ value }) => value !== false)}
      />
    </li>
  );
}

/** The import and its line; the way there for those who may see it. */
function Import({ consent: { import: id, row } }: { readonly consent: PersonConsent }) {
  const t = useTexts(peopleTexts);
  const may = useMay('write');
  const line = row === null ? '' : t('consent_row', { row });
  if (id === null) return undefined;
  if (!may) return <>{[id, line].join(' ')}</>;
  return (
    <>
      <Anchor component={Link} href={pathTo('import', { import: id })} size="sm">
        {id}
      </Anchor>{' '}
      {line}
    </>
  );
}
