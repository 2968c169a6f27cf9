import { useEffect, useRef } from 'react';
import { useGo } from './link.tsx';

/**
 * Leads to another address and leaves no step to go back to. It leads once: while the router is on its way the screen
 * that holds it is drawn again at the new address, from which it might read another place to lead to.
 */
export function Lead({ to }: { readonly to: string }) {
  const go = useGo();
  const gone = useRef(false);
  useEffect(() => {
    if (gone.current) return;
    gone.current = true;
    go(to, 'replace');
  });
  return undefined;
}
