import { readFileSync } from 'node:fs';
import { launch } from './launch.mjs';

/**
 * npm does not pass on every signal that ends it, so a server that has lost its npm ends by itself. Between the two
 * there may be npm's shell, which lives on without npm; only Linux lets us see cheaply whose child the shell is.
 */
function endWithNpm() {
  const ancestors = listAncestors();
  setInterval(() => {
    if (listAncestors() !== ancestors) process.kill(process.pid, 'SIGTERM');
  }, 1000).unref();
}

function listAncestors() {
  if (process.platform !== 'linux') return String(process.ppid);
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold anything; the parent is the second after it.
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    return `${process.ppid} ${parent}`;
  } catch {
    // Our parent ended between the two questions.
    return String(process.ppid);
  }
}

if (process.env['npm_lifecycle_event'] === 'start') endWithNpm();
await launch(['start', ...process.argv.slice(2)]);
