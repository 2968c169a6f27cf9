import type { ComponentType } from 'react';
import type { IconName } from './icons.tsx';
import { base, type RouteName, routes } from './paths.ts';
import type { Right } from './rights.ts';

/** A screen: its address, who may see it, and what shows it, loaded when it is first opened. */
export interface Screen {
  readonly route: RouteName;
  readonly right: Right;
  readonly load: () => Promise<ComponentType>;
  /** How `Ctrl K` finds it; a screen about one thing, which needs an id, has none. */
  readonly label?: () => string;
}

/** A place in the navigation with the screens behind it; the first one is where it leads. */
export interface Room {
  readonly label: () => string;
  readonly icon: IconName;
  readonly screens: readonly [Screen, ...Screen[]];
  /** The room in whose place of the navigation it stands, by where that leads; absent: it has a place of its own. */
  readonly within?: RouteName;
}

/** The address of a screen that is about no one thing, as all are that the navigation or `Ctrl K` lead to. */
export function pathToPlain(route: RouteName): string {
  if (routes[route].includes('$')) throw new Error(`The address of ${route} needs to know what it is about`);
  return base + routes[route];
}
