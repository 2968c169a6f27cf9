import { useEffect } from 'react';
import { useGo } from './link.tsx';

/** Leads to another address and leaves no step to go back to. */
export function Lead({ to }: { readonly to: string }) {
  const go = useGo();
  useEffect(() => go(to, 'replace'));
  return undefined;
}
