/** The command by which support takes a profile out of a person. */
export const separateProfile = 'Separate Profile';
/** The command by which support says that two persons are one. */
export const mergePersons = 'Merge Persons';
