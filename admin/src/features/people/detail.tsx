import { useParams } from '../../kit/address.ts';
import { useRead } from '../../kit/api.ts';
import { Facts, Screen, Section } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { Failure, Loading } from '../../kit/states.tsx';
import { peopleApi } from './api.ts';
import { peopleTexts } from './texts.ts';

/** All that is known of one person. */
export function PersonScreen() {
  const t = useTexts(peopleTexts);
  const params = useParams('person');
  const { data: person, error, refetch } = useRead(peopleApi.person, { params });
  if (person === undefined)
    return error === null ? <Loading /> : <Failure error={error} retry={() => void refetch()} />;
  return (
    <Screen title={person.name ?? person.email ?? t('nameless')} from={{ title: t('people'), href: pathTo('people') }}>
      <Section title={t('name')}>
        <Facts
          items={[
            { label: t('email'), value: person.email && <Plain text={person.email} /> },
            { label: t('known_since'), value: <Moment at={person.createdAt} /> },
          ]}
        />
      </Section>
    </Screen>
  );
}
