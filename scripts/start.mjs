import { launch } from './launch.mjs';

/** npm does not always pass on the signal that ends it; a server that has lost its npm ends as well. */
function endWithNpm() {
  const npm = process.ppid;
  setInterval(() => {
    if (process.ppid !== npm) process.kill(process.pid, 'SIGTERM');
  }, 1000).unref();
}

if (process.env['npm_lifecycle_event'] === 'start') endWithNpm();
await launch(['start', ...process.argv.slice(2)]);
