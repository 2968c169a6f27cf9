export { joinRequested, peopleReactor, personFreezing, separateProfile } from './reactor.ts';
export { type PeoplePart, type Person, personOf, type TraitValue } from './rules/person.ts';
export { findPerson, findPersonByUserId, peopleDirectory } from './service.ts';
export { exportPersons, type PersonRow } from './store-export.ts';
