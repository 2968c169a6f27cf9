import { Anchor } from '@mantine/core';
import type { PersonSummary } from '@sarafan/contract';
import { useRead } from '../../kit/api.ts';
import { plain } from '../../kit/format.ts';
import { Link } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { nameOf as nameOfSummary, Said } from '../../kit/who.tsx';
import { peopleApi } from './api.ts';

/** How a person is called: the first thing known of them that a human being can read. */
export function nameOf(person: Omit<PersonSummary, 'createdAt'>): string {
  return plain(nameOfSummary(person, person.person), 120);
}

interface PersonLinkProps {
  /** The id of a person. */
  readonly id: string;
  /** What is known of them; read when it is not given. */
  readonly known?: PersonSummary | null;
}

/** A person by name, leading to all that is known of them. */
export function PersonLink({ id, known }: PersonLinkProps) {
  const wanting = known === undefined || known === null;
  const { data } = useRead(peopleApi.person, { params: { person: id }, enabled: wanting });
  const person = wanting ? data : known;
  return (
    <>
      <Anchor component={Link} href={pathTo('person', { person: id })} size="sm">
        {person === undefined ? <Plain text={id} /> : <bdi>{nameOf(person)}</bdi>}
      </Anchor>{' '}
      <Said summary={person} />
    </>
  );
}
