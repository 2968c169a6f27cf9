import { spawn } from 'node:child_process';

const graceMs = 20_000;
const running = new Set();

/** Ends a process and all that it started; what has not ended after a while is killed. */
function end(child) {
  signalGroup(child, 'SIGTERM');
  setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs).unref();
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // The group may have ended by itself meanwhile.
    if (error.code !== 'ESRCH') throw error;
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    process.exitCode = 130;
    for (const child of running) end(child);
    if (running.size === 0) process.exit();
  });
}

/**
 * Runs a program of Node to its end, but not longer than `limitMs`. What it prints is kept, or shown while it runs when
 * `live` is set. Never rejects: a program that cannot be started has failed.
 * @param {readonly string[]} args
 * @param {{ cwd: string, limitMs: number, live?: boolean, env?: Record<string, string> }} options
 * @returns {Promise<{ code: number | null, signal: string | null, output: string }>}
 */
export function runNode(args, { cwd, limitMs, live = false, env = {} }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: live ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that the workers of a hanging tool end with it.
      detached: true,
    });
    running.add(child);
    let output = '';
    let late = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    const timer = setTimeout(() => {
      late = true;
      end(child);
    }, limitMs);
    const finish = (code, signal) => {
      clearTimeout(timer);
      running.delete(child);
      if (process.exitCode === 130 && running.size === 0) process.exit();
      resolve({ code: late && code === 0 ? 1 : code, signal: late ? 'its time limit' : signal, output });
    };
    child.once('error', (error) => {
      output += `${error.message}\n`;
      finish(1, null);
    });
    child.once('close', finish);
  });
}
