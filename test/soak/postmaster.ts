import { KillPostgres } from '../crash/kill-postgres.ts';
import { soakCrash } from './crash/soak.ts';

// PostgreSQL's own process is killed with -9 at random moments, while the official SDK sends 10,000 events.

await soakCrash('postmaster', () => new KillPostgres(), { events: 10_500, strikes: 25, seconds: 90 });
