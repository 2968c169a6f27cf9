import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** `npm run dev -w admin` serves the sources and asks a server on its usual port for everything else. */
const server = 'http://localhost:4100';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/admin/',
  // Thousands of lines say that «use client» means nothing in a bundle, which is so.
  logLevel: 'error',
  server: { port: 4110, proxy: { '/api': server } },
  build: {
    target: 'es2022',
    // A picture inside a style would need a wider content security policy than a file of our own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_000,
  },
});
