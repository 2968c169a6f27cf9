import { useEffect, useState } from 'react';
import { useGo } from './link.tsx';

/**
 * Leads to another address and leaves no step to go back to. It goes where it was first told to: while the step is
 * under way the address has changed already, and with it what its parent would say.
 */
export function Lead({ to }: { readonly to: string }) {
  const go = useGo();
  const [target] = useState(to);
  useEffect(() => go(target, 'replace'), [go, target]);
  return undefined;
}
