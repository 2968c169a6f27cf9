import { useEffect } from 'react';

/** Asks again and again while something is under way on the server. */
export function usePolling(ask: () => unknown, isUnderWay: boolean, everyMs = 1_000): void {
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(ask, everyMs);
    return () => clearInterval(timer);
  }, [ask, isUnderWay, everyMs]);
}
