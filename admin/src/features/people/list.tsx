import type { PersonSummary } from '@sarafan/contract';
import { Screen } from '../../kit/detail.tsx';
import { type Say, useTexts } from '../../kit/i18n.ts';
import { type Column, List } from '../../kit/list.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { peopleApi } from './api.ts';
import { peopleTexts } from './texts.ts';

/** Everybody, or whom a name or an identifier leads to. */
export function PeopleScreen() {
  const t = useTexts(peopleTexts);
  return (
    <Screen title={t('people')}>
      <List
        label={t('people')}
        route={peopleApi.persons}
        columns={columns(t)}
        keyOf={({ person }) => person}
        hrefOf={({ person }) => pathTo('person', { person })}
        search={{ name: 'q', label: t('search') }}
        empty={{ title: t('empty_title'), text: t('empty_text') }}
      />
    </Screen>
  );
}

function columns(t: Say<'name' | 'nameless' | 'email' | 'phone' | 'userId' | 'known_since'>): Column<PersonSummary>[] {
  return [
    { key: 'name', title: t('name'), cell: ({ name }) => (name === null ? t('nameless') : <Plain text={name} />) },
    { key: 'email', title: t('email'), cell: ({ email }) => email !== null && <Plain text={email} /> },
    { key: 'phone', title: t('phone'), cell: ({ phone }) => phone !== null && <Plain text={phone} /> },
    { key: 'userId', title: t('userId'), cell: ({ userId }) => userId !== null && <Plain text={userId} /> },
    { key: 'createdAt', title: t('known_since'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
  ];
}
