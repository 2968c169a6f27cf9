import type { Filled } from './filling.ts';
import type { Screen } from './screen.ts';
import { peopleScreens } from './screens-people.ts';
import { referralScreens } from './screens-referral.ts';
import { grantScreens, officeScreens } from './screens-rest.ts';
import type { Tenant } from './tenant.ts';

/** Every list of the admin: first pages, pages in the middle, each filter, and what people type into the search. */
export function screensOf(tenant: Tenant, filled: Filled): readonly Screen[] {
  return [
    ...peopleScreens(tenant, filled),
    ...referralScreens(tenant, filled),
    ...grantScreens(tenant, filled),
    ...officeScreens(tenant),
  ];
}
