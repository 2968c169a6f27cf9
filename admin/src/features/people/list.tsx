import { Button } from '@mantine/core';
import type { PersonSummary } from '@sarafan/contract';
import { Screen } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { useGo } from '../../kit/link.tsx';
import { List, type ListColumns } from '../../kit/list.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { useMay } from '../../kit/session.ts';
import { Said } from '../../kit/who.tsx';
import { peopleApi } from './api.ts';
import classes from './people.module.css';
import { peopleTexts } from './texts.ts';

const standings = ['server', 'form', 'browser'] as const satisfies readonly PersonSummary['knownBy'][];

/** Everybody of whom something is known, or whom a name or an identifier leads to. */
export function PeopleScreen() {
  const t = useTexts(peopleTexts);
  const go = useGo();
  const columns = useColumns();
  const may = useMay('write');
  const steps = (
    <>
      {may ? <Button onClick={() => go(pathTo('snippet'))}>{t('connect')}</Button> : undefined}
      {may ? (
        <Button variant="default" onClick={() => go(pathTo('importNew'))}>
          {t('import_people')}
        </Button>
      ) : undefined}
      <Button variant="default" onClick={() => go(pathTo('people', {}, { knownBy: 'browser' }))}>
        {t('show_browsers')}
      </Button>
    </>
  );
  return (
    <Screen title={t('people')}>
      <List
        label={t('people')}
        route={peopleApi.persons}
        columns={columns}
        keyOf={({ person }) => person}
        hrefOf={({ person }) => pathTo('person', { person })}
        search={{ name: 'q', label: t('search') }}
        filters={[
          {
            ...{ name: 'knownBy', label: t('known_by'), usual: { value: 'named', label: t('all_named') } },
            options: standings.map((value) => ({ value, label: t(`of_${value}`) })),
          },
        ]}
        empty={{ title: t('empty_title'), text: t('empty_text'), action: steps }}
      />
    </Screen>
  );
}

/** What a server said, else what a form or a browser did, which stands back behind it. */
function useColumns(): ListColumns<PersonSummary> {
  const t = useTexts(peopleTexts);
  const told = (key: 'email' | 'phone' | 'userId') => ({
    ...{ key, title: t(key) },
    cell: (person: PersonSummary) => <Told person={person} name={key} />,
    text: ({ [key]: value, said }: PersonSummary) => value ?? said?.[key] ?? '',
  });
  return [
    {
      ...{ key: 'name', title: t('name') },
      cell: (person) => (
        <>
          {isNameless(person) ? t('nameless') : <Told person={person} name="name" />} <Said summary={person} />
        </>
      ),
      text: ({ name, said }) => name ?? said?.name ?? '',
      beside: { title: t('id'), text: ({ person }) => person },
    },
    told('email'),
    told('phone'),
    told('userId'),
    {
      ...{ key: 'knownBy', title: t('known_by') },
      cell: ({ knownBy }) => t(`by_${knownBy}`),
      text: ({ knownBy }) => t(`by_${knownBy}`),
    },
    {
      ...{ key: 'createdAt', title: t('known_since') },
      cell: ({ createdAt }) => <Moment at={createdAt} />,
      text: ({ createdAt }, { moment }) => moment(createdAt),
    },
  ];
}

interface ToldProps {
  readonly person: PersonSummary;
  readonly name: 'name' | 'email' | 'phone' | 'userId';
}

function Told({ person, name }: ToldProps) {
  const { [name]: known, said } = person;
  if (known !== null) return <Plain text={known} />;
  const told = said?.[name];
  return told == null ? undefined : (
    <span className={classes['said']}>
      <Plain text={told} />
    </span>
  );
}

function isNameless({ name, said }: PersonSummary): boolean {
  return name === null && (said === null || said.name === null);
}
