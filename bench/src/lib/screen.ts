/** A statement as somebody who knows the tables, their indexes and this very request would write it. */
export interface Bare {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A page as the admin asks for it, and the bare statements that read the same rows with all that the page shows. */
export interface Screen {
  readonly label: string;
  readonly path: string;
  /** Sent together, as a page's own would be. */
  readonly bare: readonly Bare[];
  /** By an API key rather than by a session, as a script of the customer's asks. */
  readonly byKey?: true;
  /** What stands for the rows of an answer that is no list, and what for those of the statements. */
  readonly shown?: (answer: object) => number;
  readonly found?: (rows: readonly (readonly object[])[]) => number;
}

/** A page has so many rows; one more tells whether another page follows. */
export const pageRows = 50;
export const readRows = pageRows + 1;

/** Behind every moment, where a list that is read from the newest back begins. */
export const newest = Number.MAX_SAFE_INTEGER;

export const personColumns = (alias: string): string =>
  ['person_id', 'user_id', 'email', 'phone', 'name', 'created_at']
    .map((column) => `${alias}.${column} as ${alias}_${column}`)
    .join(', ');

/** The person behind an id, whose lane stands in the id. */
export const joinPerson = (id: string, alias: string): string => `
  left join people_persons ${alias} on ${alias}.lane = (('x' || substr(${id}, 5, 2))::bit(8)::int)::smallint
                                     and ${alias}.person_id = ${id}`;

/** What programs are called, by their latest versions. */
export const programNames = `
  (select distinct on (p.program_id) p.program_id, p.key, v.definition -> 'name' as name
   from referral_programs p join referral_versions v using (workspace_id, program_id)
   where p.workspace_id = $1 order by p.program_id, v.version desc)`;
