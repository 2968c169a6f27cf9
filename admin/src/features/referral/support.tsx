import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import type { CodeLookup, PersonSummary } from '@sarafan/contract';
import { useEffect, useRef, useState } from 'react';
import { useAddress } from '../../kit/address.ts';
import { useRead } from '../../kit/api.ts';
import { Copy } from '../../kit/copy.tsx';
import { Facts, Section } from '../../kit/detail.tsx';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { Icon } from '../../kit/icons.tsx';
import { Link } from '../../kit/link.tsx';
import { Mark } from '../../kit/mark.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { Rows } from '../../kit/rows.tsx';
import { useMay } from '../../kit/session.ts';
import { Empty, Failure, Loading } from '../../kit/states.tsx';
import { nameOf, Who } from '../../kit/who.tsx';
import { referralApi } from './api.ts';
import { SupportFrame } from './support-frame.tsx';
import { FriendsAndPayments } from './support-pairs.tsx';
import { supportTexts } from './texts-support.ts';

const typingMs = 300;
const peopleShown = 10;

/** One box for whatever a customer told: a code as it was heard, a name, a phone, an address. */
export function SupportScreen() {
  const { values } = useAddress();
  const query = (values['q'] ?? '').trim();
  const codes = useRead(referralApi.codes, { query: { code: query.slice(0, 64) }, enabled: query !== '' });
  const people = useRead(referralApi.persons, { query: { q: query, limit: peopleShown }, enabled: query !== '' });
  const error = codes.error ?? people.error;
  return (
    <SupportFrame>
      <SearchBox />
      {query === '' ? <Start /> : undefined}
      {query !== '' && error !== null ? <Failure error={error} /> : undefined}
      {query !== '' && error === null ? <Found lookup={codes.data} people={people.data?.items} /> : undefined}
    </SupportFrame>
  );
}

function Start() {
  const t = useTexts(supportTexts);
  return <Empty title={t('start_title')} text={t('start_text')} />;
}

function SearchBox() {
  const t = useTexts(supportTexts);
  const { values, change } = useAddress();
  const inAddress = values['q'] ?? '';
  const [typed, setTyped] = useState(inAddress);
  const sent = useRef(inAddress);
  const send = useDebouncedCallback((text: string) => {
    sent.current = text.trim();
    change({ q: text.trim(), person: undefined }, 'replace');
  }, typingMs);
  // A suggestion that is chosen, and a step back, change the address behind the box.
  useEffect(() => {
    if (inAddress === sent.current) return;
    sent.current = inAddress;
    setTyped(inAddress);
  }, [inAddress]);
  return (
    <TextInput
      type="search"
      size="md"
      maw={560}
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<Icon name="search" size={18} />}
      maxLength={200}
      data-autofocus
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        send(value);
      }}
    />
  );
}

interface FoundProps {
  readonly lookup: CodeLookup | undefined;
  readonly people: readonly PersonSummary[] | undefined;
}

function Found({ lookup, people }: FoundProps) {
  const t = useTexts(supportTexts);
  const { values } = useAddress();
  if (lookup === undefined || people === undefined) return <Loading />;
  const { match, suggestions } = lookup;
  const known = [
    ...people,
    ...(match?.owner == null ? [] : [match.owner]),
    ...suggestions.flatMap(({ owner }) => owner ?? []),
  ];
  // Whoever is surely meant is shown at once: the owner of the code, or the only one who was found.
  const meant = values['person'] ?? match?.person ?? (people.length === 1 ? people[0]?.person : undefined);
  const chosen =
    meant === undefined ? undefined : { person: meant, summary: known.find(({ person }) => person === meant) };
  if (match === null && suggestions.length === 0 && people.length === 0)
    return <Empty title={t('nothing_found')} text={t('nothing_found_text')} />;
  return (
    <Stack gap="md">
      {match === null ? undefined : <FoundCode found={match} read={lookup.read} />}
      {suggestions.length === 0 ? undefined : <Suggestions suggestions={suggestions} />}
      {people.length === 0 ? undefined : <People people={people} chosen={chosen?.person} />}
      {chosen === undefined ? undefined : (
        <FriendsAndPayments person={chosen.person} name={nameOf(chosen.summary, chosen.person)} />
      )}
    </Stack>
  );
}

type Code = NonNullable<CodeLookup['match']>;

function FoundCode({ found, read }: { readonly found: Code; readonly read: string | null }) {
  const t = useTexts(supportTexts);
  const { values } = useAddress();
  const typed = (values['q'] ?? '').trim();
  return (
    <Section title={`${t('code_found')} ${found.code}`} actions={<BindLink code={found.code} />}>
      <Facts
        items={[
          { label: t('read_as'), value: read !== null && read !== typed ? <code>{read}</code> : null },
          { label: t('owner'), value: <Who person={found.person} summary={found.owner} /> },
          ...codeFacts(found, t, useLanguage()),
        ]}
      />
    </Section>
  );
}

function codeFacts(
  { program, link, counts }: Code,
  t: (key: 'program' | 'link' | 'counts' | 'counts_line', values?: Record<string, number>) => string,
  language: 'ru' | 'en',
) {
  return [
    {
      label: t('program'),
      value: (
        <Anchor component={Link} size="sm" href={pathTo('program', { program: program.program })}>
          <Plain text={program.name[language]} />
        </Anchor>
      ),
    },
    {
      label: t('link'),
      value: link !== null && (
        <Group gap={4}>
          <Plain text={link} /> <Copy text={link} label={t('link')} />
        </Group>
      ),
    },
    { label: t('counts'), value: t('counts_line', { ...counts }) },
  ];
}

function BindLink({ code, userId }: { readonly code?: string; readonly userId?: string }) {
  const t = useTexts(supportTexts);
  if (!useMay('support')) return undefined;
  return (
    <Anchor component={Link} size="sm" href={pathTo('supportBinding', {}, { code, userId })}>
      {t('bind_this')}
    </Anchor>
  );
}

/** Codes that differ from what was typed by one mistake, with the mistake: whoever listens can ask again. */
function Suggestions({ suggestions }: { readonly suggestions: CodeLookup['suggestions'] }) {
  const t = useTexts(supportTexts);
  const language = useLanguage();
  const { change } = useAddress();
  return (
    <Section title={t('no_such_code')}>
      <Rows
        label={t('no_such_code')}
        items={suggestions}
        columns={[
          { key: 'code', title: t('code_found'), cell: ({ code }) => <code>{code}</code> },
          { key: 'difference', title: '', cell: ({ difference }) => <Plain text={difference.sentence[language]} /> },
          { key: 'owner', title: t('owner'), cell: ({ person, owner }) => <Who person={person} summary={owner} /> },
          {
            key: 'choose',
            title: '',
            cell: ({ code }) => (
              <Button size="compact-sm" variant="default" onClick={() => change({ q: code, person: undefined })}>
                {t('choose')}
              </Button>
            ),
          },
        ]}
        keyOf={({ code, program }) => `${program.program} ${code}`}
      />
    </Section>
  );
}

interface PeopleProps {
  readonly people: readonly PersonSummary[];
  readonly chosen: string | undefined;
}

function People({ people, chosen }: PeopleProps) {
  const t = useTexts(supportTexts);
  const { change } = useAddress();
  return (
    <Section title={t('people_found')}>
      <Rows
        label={t('people_found')}
        items={people}
        columns={[
          { key: 'name', title: t('name'), cell: (each) => <Who person={each.person} summary={each} /> },
          { key: 'email', title: t('email'), cell: ({ email }) => email !== null && <Plain text={email} /> },
          { key: 'phone', title: t('phone'), cell: ({ phone }) => phone !== null && <Plain text={phone} /> },
          { key: 'userId', title: t('user_id'), cell: ({ userId }) => userId !== null && <Plain text={userId} /> },
          {
            key: 'choose',
            title: '',
            cell: ({ person, userId }) => (
              <Group gap="sm" justify="flex-end">
                {userId === null ? undefined : <BindLink userId={userId} />}
                {person === chosen ? (
                  <Mark>{t('shown')}</Mark>
                ) : (
                  <Button size="compact-sm" variant="default" onClick={() => change({ person })}>
                    {t('choose')}
                  </Button>
                )}
              </Group>
            ),
          },
        ]}
        keyOf={({ person }) => person}
      />
      {people.length < peopleShown ? undefined : (
        <Text size="xs" c="dimmed">
          …
        </Text>
      )}
    </Section>
  );
}
