import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './app/app.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { shareNonce } from './app/nonce.ts';
import { startLanguage } from './kit/i18n.ts';

shareNonce();
await startLanguage();
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the admin');
createRoot(root).render(<App />);
