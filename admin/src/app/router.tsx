import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { lazy, type ReactNode } from 'react';
import { FirstRunScreen } from '../features/session/first-run.tsx';
import { InvitationScreen } from '../features/session/invitation.tsx';
import { ProfileScreen } from '../features/session/profile.tsx';
import { SignInScreen } from '../features/session/sign-in.tsx';
import { Confirmations } from '../kit/confirm.tsx';
import { Lead } from '../kit/lead.tsx';
import { base, pathTo, type RouteName, readSearch, routes, writeSearch } from '../kit/paths.ts';
import type { Right } from '../kit/rights.ts';
import type { Screen } from '../kit/room.ts';
import { useMay } from '../kit/session.ts';
import { Gate } from './gate.tsx';
import { Broken, NotFound } from './not-found.tsx';
import { rooms } from './rooms.ts';

const root = createRootRoute({
  component: () => (
    <Confirmations>
      <Outlet />
    </Confirmations>
  ),
});
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Gate });

const open = (name: RouteName, component: () => ReactNode) =>
  createRoute({ getParentRoute: () => root, path: routes[name], component });
const own = (name: RouteName, component: () => ReactNode) =>
  createRoute({ getParentRoute: () => inside, path: routes[name], component });

/** A screen is loaded when it is first opened. Whoever may not see it finds nothing there. */
function screenRoute({ route, right, load }: Screen) {
  const Shown = lazy(async () => ({ default: await load() }));
  return own(route, () => (
    <Allowed right={right}>
      <Shown />
    </Allowed>
  ));
}

function Allowed({ right, children }: { readonly right: Right; readonly children: ReactNode }) {
  return useMay(right) ? children : <NotFound />;
}

const tree = root.addChildren([
  open('firstRun', FirstRunScreen),
  open('signIn', SignInScreen),
  open('invitation', InvitationScreen),
  inside.addChildren([
    own('home', () => <Lead to={pathTo('people')} />),
    own('profile', ProfileScreen),
    ...rooms.flatMap(({ screens }) => screens.map(screenRoute)),
    createRoute({ getParentRoute: () => inside, path: '$', component: NotFound }),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  basepath: base,
  parseSearch: readSearch,
  stringifySearch: (search) => {
    const query = writeSearch(search);
    return query === '' ? '' : `?${query}`;
  },
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: Broken,
  // A dialog that is open over one person must not be found over the next.
  defaultRemountDeps: ({ params }) => params,
  scrollRestoration: true,
});
