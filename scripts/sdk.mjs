import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from './sdk/generate.mjs';

// `npm run sdk -- http://localhost:4100` writes the methods of sdk/node anew, from the document that this server
// serves. A file that holds such a document will do as well.

const generated = fileURLToPath(new URL('../sdk/node/src/generated/api.ts', import.meta.url));
const from = process.argv[2] ?? 'http://localhost:4100';

async function readDocument() {
  if (!/^https?:/.test(from)) return JSON.parse(readFileSync(from, 'utf8'));
  const answer = await fetch(new URL('/api/openapi.json', from));
  if (!answer.ok) throw new Error(`${from} answered ${answer.status}.`);
  return answer.json();
}

mkdirSync(path.dirname(generated), { recursive: true });
writeFileSync(generated, generate(await readDocument()));
process.stdout.write(`Written: ${path.relative(process.cwd(), generated)}\n`);
