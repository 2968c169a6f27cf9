import { type Lane, laneCount, type WorkspaceId } from './ids.ts';

/**
 * The lane of an anchor: FNV-1a over UTF-16 code units (both bytes of each), then murmur3's 32-bit finaliser, modulo
 * 256. Stored data depends on it for ever; the test vectors beside it pin every bit.
 */
export function laneOfAnchor(workspace: WorkspaceId, anchor: string): Lane {
  const text = `${workspace}\u0000${anchor}`;
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return (hash >>> 0) % laneCount;
}
