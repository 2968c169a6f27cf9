export { peopleRoutes } from './http.ts';
export { peopleReactor, personFreezing, profileLeaving } from './reactor.ts';
export { separateProfile } from './rules/facts.ts';
export { type PeoplePart, type Person, personOf, type TraitValue } from './rules/person.ts';
export { findOwners, findPersonByUserId, peopleDirectory } from './service.ts';
export { type KnownPerson, knownPerson, PeopleService } from './service-persons.ts';
export { personSummaries } from './service-summaries.ts';
export { exportPersons, type PersonRow } from './store-export.ts';
export { readUserIds } from './store-persons.ts';
