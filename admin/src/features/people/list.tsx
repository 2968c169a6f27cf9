import type { PersonSummary } from '@sarafan/contract';
import { Screen } from '../../kit/detail.tsx';
import { type Say, useTexts } from '../../kit/i18n.ts';
import { List, type ListColumns } from '../../kit/list.tsx';
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

type Key = 'name' | 'nameless' | 'email' | 'phone' | 'userId' | 'known_since' | 'id';

function columns(t: Say<Key>): ListColumns<PersonSummary> {
  const said = (key: 'email' | 'phone' | 'userId') => ({
    ...{ key, title: t(key) },
    cell: ({ [key]: value }: PersonSummary) => value !== null && <Plain text={value} />,
    text: ({ [key]: value }: PersonSummary) => value ?? '',
  });
  return [
    {
      ...{ key: 'name', title: t('name') },
      cell: ({ name }) => (name === null ? t('nameless') : <Plain text={name} />),
      text: ({ name }) => name ?? '',
      beside: { title: t('id'), text: ({ person }) => person },
    },
    said('email'),
    said('phone'),
    said('userId'),
    {
      ...{ key: 'createdAt', title: t('known_since') },
      cell: ({ createdAt }) => <Moment at={createdAt} />,
      text: ({ createdAt }, { moment }) => moment(createdAt),
    },
  ];
}
