import { useLocation, useRouter } from '@tanstack/react-router';
import { base, type ParamsOf, type RouteName, readSearch, routes, type Search, writeSearch } from './paths.ts';

/** What stands behind the question mark of the address, and a way to change it. */
export interface Address {
  readonly values: Readonly<Record<string, string>>;
  /** Changes some values and keeps the others; undefined or an empty text takes a value away. */
  readonly change: (values: Search, how?: 'push' | 'replace') => void;
}

/** Whatever changes what a list shows leads to its beginning. */
export const firstPage = { cursor: undefined, page: undefined } as const;

/** The state of a screen that shall survive a reload and fit into a link: search, filters, the page of a list. */
export function useAddress(): Address {
  const { history } = useRouter();
  const values = readSearch(useLocation({ select: (location) => location.searchStr }));
  return {
    values,
    change: (changed, how = 'push') => {
      const query = writeSearch({ ...readSearch(history.location.search), ...changed });
      const href = `${history.location.pathname}${query === '' ? '' : `?${query}`}`;
      if (how === 'push') history.push(href);
      else history.replace(href);
    },
  };
}

/** What stands behind `#` of the address, also when only that changes and the page stays. */
export function useHash(): string {
  return useLocation({ select: (location) => location.hash });
}

/** The places of the address: `useParams('person').person`. */
export function useParams<Name extends RouteName>(name: Name): ParamsOf<Name> {
  const pathname = useLocation({ select: (location) => location.pathname });
  return readParams(name, pathname);
}

/** Empty places when the address is another screen's: the one that is left is drawn once more with the next address. */
export function readParams<Name extends RouteName>(name: Name, pathname: string): ParamsOf<Name> {
  const path = pathname.startsWith(base) ? pathname.slice(base.length) : pathname;
  const values = path.split('/');
  const parts = routes[name].split('/');
  const isHere = parts.every((part, index) => part.startsWith('$') || part === values[index]);
  const entries = parts.flatMap((part, index) => {
    return part.startsWith('$') ? [[part.slice(1), isHere ? decodeURIComponent(values[index] ?? '') : '']] : [];
  });
  return Object.fromEntries(entries) as ParamsOf<Name>;
}
