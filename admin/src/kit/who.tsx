import type { PersonSummary } from '@sarafan/contract';
import { useTexts } from './i18n.ts';
import { Link } from './link.tsx';
import { Mark } from './mark.tsx';
import { pathTo } from './paths.ts';
import { Plain } from './plain.tsx';
import { kitTexts } from './texts.ts';
import classes from './who.module.css';

type Named = Pick<PersonSummary, 'name' | 'email' | 'phone' | 'userId' | 'said'>;
type Summary = Named | null | undefined;

/** What a person is called: what a server said of them, else what they said themselves, else our own id. */
export function nameOf(summary: Summary, person: string): string {
  return called(summary) ?? called(summary?.said) ?? person;
}

function called(summary: Omit<Named, 'said'> | null | undefined): string | undefined {
  return summary?.name ?? summary?.email ?? summary?.phone ?? summary?.userId ?? undefined;
}

/** Beside a name that only a form or a browser said; nothing beside one that a server did. */
export function Said({ summary }: { readonly summary: Summary }) {
  const t = useTexts(kitTexts);
  return summary?.said == null ? undefined : <Mark tone="waiting">{t('said')}</Mark>;
}

interface WhoProps {
  /** The person's id; null where nobody is known. */
  readonly person: string | null;
  readonly summary: Summary;
}

/** A person by name where the row leads there anyway. */
export function Name({ person, summary }: WhoProps & { readonly person: string }) {
  return (
    <>
      <Plain text={nameOf(summary, person)} atMost={80} /> <Said summary={summary} />
    </>
  );
}

/** A person by name, with the way to all that is known of them. */
export function Who({ person, summary }: WhoProps) {
  if (person === null) return undefined;
  return (
    <>
      <Link href={pathTo('person', { person })} className={classes['who']}>
        <Plain text={nameOf(summary, person)} atMost={80} />
      </Link>{' '}
      <Said summary={summary} />
    </>
  );
}
