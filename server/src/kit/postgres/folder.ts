import { chmodSync, mkdirSync } from 'node:fs';

/** Makes a folder that every account may pass through, whatever the umask. One that exists is left as it is. */
export function makeOpenFolder(folder: string): void {
  const made = mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (made !== undefined) chmodSync(folder, 0o755);
}
