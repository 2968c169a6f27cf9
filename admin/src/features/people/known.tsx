import { Button, Stack, Text } from '@mantine/core';
import type { PersonDetail } from '@sarafan/contract';
import { useWrite } from '../../kit/api.ts';
import { useConfirm } from '../../kit/confirm.tsx';
import { Facts, Section } from '../../kit/detail.tsx';
import { plain } from '../../kit/format.ts';
import { useTexts } from '../../kit/i18n.ts';
import { Mark } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { Plain } from '../../kit/plain.tsx';
import { useMay } from '../../kit/session.ts';
import { toast, toastProblem } from '../../kit/toast.tsx';
import { peopleApi } from './api.ts';
import { peopleTexts } from './texts.ts';

interface KnownProps {
  readonly person: PersonDetail;
}

const kinds = [
  ...(['userId', 'email', 'phone', 'code', 'anonymousId'] as const),
  ...(['assertedEmail', 'assertedPhone', 'assertedUserId'] as const),
];
type Kind = (typeof kinds)[number];
const isKind = (kind: string): kind is Kind => kinds.some((each) => each === kind);

/** What leads to the person. */
export function Identifiers({ person }: KnownProps) {
  const t = useTexts(peopleTexts);
  const known = person.identifiers.filter((each) => !isConfirmed(each, person.identifiers));
  const items = known.map(({ kind, value }, index) => ({
    key: `${kind} ${index}`,
    label: isKind(kind) ? t(kind) : kind,
    value: <Plain text={value} />,
  }));
  return (
    <Section title={t('identifiers')}>
      <Facts items={[...items, { label: t('known_since'), value: <Moment at={person.createdAt} /> }]} />
    </Section>
  );
}

type Identifier = PersonDetail['identifiers'][number];

/** What a form said and a server has said since is told once. */
function isConfirmed({ kind, value }: Identifier, all: readonly Identifier[]): boolean {
  const trusted = { assertedEmail: 'email', assertedPhone: 'phone', assertedUserId: 'userId' }[kind];
  return trusted !== undefined && all.some((each) => each.kind === trusted && each.value === value);
}

/** What is known, and who vouches for it: what only a browser said decides nothing. */
export function Traits({ person }: KnownProps) {
  const t = useTexts(peopleTexts);
  const items = person.traits.map(({ name, value, trust }) => ({
    key: name,
    label: plain(name, 100),
    value: (
      <>
        <Plain text={typeof value === 'string' ? value : JSON.stringify(value)} />{' '}
        {trust === 'public' ? <Mark tone="waiting">{t('said_by_browser')}</Mark> : undefined}
      </>
    ),
  }));
  return (
    <Section title={t('traits')}>
      {items.length === 0 ? <Nothing text={t('no_traits')} /> : <Facts items={items} />}
    </Section>
  );
}

export function Nothing({ text }: { readonly text: string }) {
  return (
    <Text size="sm" c="dimmed">
      {text}
    </Text>
  );
}

/** The profiles that make the person; each but the first can be taken out again. */
export function Profiles({ person }: KnownProps) {
  const t = useTexts(peopleTexts);
  const may = useMay('support');
  const [, ...joined] = person.profiles;
  if (joined.length === 0) return undefined;
  return (
    <Section title={t('profiles')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('profiles_text')}
      </Text>
      <Stack gap="xs">
        {joined.map((profile) => (
          <Profile key={profile} person={person} profile={profile} may={may} />
        ))}
      </Stack>
    </Section>
  );
}

function Profile({ person, profile, may }: KnownProps & { readonly profile: string; readonly may: boolean }) {
  const t = useTexts(peopleTexts);
  const confirm = useConfirm();
  const separate = useWrite(peopleApi.separate);
  const brought = person.identifiers.filter((each) => each.profile === profile);
  const act = async (): Promise<void> => {
    const touches = [
      ...brought.map(({ kind, value }) => `${isKind(kind) ? t(kind) : kind}: ${value}`),
      t('separate_touches'),
    ];
    const question = { title: t('separate_title'), text: t('separate_text'), touches, action: t('separate') };
    if (!(await confirm({ ...question, danger: true }))) return;
    try {
      await separate.mutateAsync({ params: { person: person.person }, body: { profile } });
      toast(t('separated'));
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <div>
      <Text size="sm">
        {brought.length === 0 ? (
          <Plain text={profile} />
        ) : (
          <Plain text={brought.map(({ value }) => value).join(', ')} />
        )}
      </Text>
      {may ? (
        <Button size="compact-sm" variant="default" mt={4} loading={separate.isPending} onClick={() => void act()}>
          {t('separate')}
        </Button>
      ) : undefined}
    </div>
  );
}
