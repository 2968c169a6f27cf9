import { KillNode } from '../crash/kill-node.ts';
import { soakCrash } from './crash/soak.ts';

// The only process is killed with -9 two seconds after each `ready`, while the official SDK sends 10,000 events.

await soakCrash('kill', () => new KillNode(), { events: 10_500, strikes: 25, seconds: 90 });
