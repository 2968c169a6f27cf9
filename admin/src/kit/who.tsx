import type { PersonSummary } from '@sarafan/contract';
import { Link } from './link.tsx';
import { pathTo } from './paths.ts';
import { Plain } from './plain.tsx';
import classes from './who.module.css';

type Named = Pick<PersonSummary, 'name' | 'email' | 'phone' | 'userId'>;

/** What a person is called: by name, else by whatever else is known, else by our own id. */
export function nameOf(summary: Named | null | undefined, person: string): string {
  return summary?.name ?? summary?.email ?? summary?.phone ?? summary?.userId ?? person;
}

interface WhoProps {
  /** The person's id; null where nobody is known. */
  readonly person: string | null;
  readonly summary: Named | null | undefined;
}

/** A person by name, with the way to all that is known of them. */
export function Who({ person, summary }: WhoProps) {
  if (person === null) return undefined;
  return (
    <Link href={pathTo('person', { person })} className={classes['who']}>
      <Plain text={nameOf(summary, person)} atMost={80} />
    </Link>
  );
}
