import { StopWorker } from '../crash/stop-worker.ts';
import { soakCrash } from './crash/soak.ts';

// One of two workers is stopped in the middle of its batches and continued later, while the official SDK sends.

await soakCrash('stopped', () => new StopWorker(), { events: 10_500, strikes: 15, seconds: 150 });
