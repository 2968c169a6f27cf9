import { KillWorker } from '../crash/kill-worker.ts';
import { soakCrash } from './crash/soak.ts';

// One of two processes that share the lanes is killed with -9, while the official SDK sends 10,000 events.

await soakCrash('workers', () => new KillWorker(), { events: 10_500, strikes: 30, seconds: 90 });
