import { Alert, Text } from '@mantine/core';
import type { PersonDetail } from '@sarafan/contract';
import { useParams } from '../../kit/address.ts';
import { useRead } from '../../kit/api.ts';
import { Screen } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { pathTo } from '../../kit/paths.ts';
import { useMay } from '../../kit/session.ts';
import { Failure, Loading } from '../../kit/states.tsx';
import { Said } from '../../kit/who.tsx';
import { peopleApi } from './api.ts';
import { Consents } from './consents.tsx';
import { Friends } from './friends.tsx';
import { Balances, Grants } from './holdings.tsx';
import { Identifiers, Profiles, Traits } from './known.tsx';
import { MergeButton } from './merge.tsx';
import { nameOf, PersonLink } from './name.tsx';
import classes from './people.module.css';
import { Reservations } from './reservations.tsx';
import { Stories } from './story.tsx';
import { peopleTexts } from './texts.ts';
import { Timeline } from './timeline.tsx';

/** All that is known of one person, and why they were, or were not, rewarded. */
export function PersonScreen() {
  const t = useTexts(peopleTexts);
  const params = useParams('person');
  const { data: person, error, refetch, isPlaceholderData } = useRead(peopleApi.person, { params });
  const from = { title: t('people'), href: pathTo('people') };
  if (error !== null && (person === undefined || isPlaceholderData)) {
    return (
      <Screen title={t('person')} from={from}>
        <Failure error={error} retry={() => void refetch()} />
      </Screen>
    );
  }
  if (person === undefined || isPlaceholderData) return <Loading lines={10} />;
  return <Person key={person.person} person={person} from={from} />;
}

interface PersonProps {
  readonly person: PersonDetail;
  readonly from: { readonly title: string; readonly href: string };
}

function Person({ person, from }: PersonProps) {
  const t = useTexts(peopleTexts);
  const maySupport = useMay('support');
  const moved = person.redirect !== null;
  const actions = maySupport && !moved ? <MergeButton person={person} /> : undefined;
  return (
    <Screen title={nameOf(person)} from={from} marks={<Said summary={person} />} actions={actions}>
      {person.redirect === null ? undefined : (
        <Alert variant="light" color="accent">
          <Text size="sm">
            {t('redirected')} <PersonLink id={person.redirect} />
          </Text>
        </Alert>
      )}
      <div className={classes['columns']}>
        <div className={classes['column']}>
          {moved ? undefined : <Stories person={person.person} />}
          {moved ? undefined : <Friends person={person.person} />}
          {moved ? undefined : <Grants person={person.person} />}
          {moved ? undefined : <Reservations person={person.person} />}
          <Timeline person={person.person} />
        </div>
        <div className={classes['column']}>
          {moved ? undefined : <Balances person={person.person} />}
          <Identifiers person={person} />
          <Traits person={person} />
          {moved ? undefined : <Consents person={person.person} />}
          <Profiles person={person} />
        </div>
      </div>
    </Screen>
  );
}
