/** The command by which support takes a profile out of a person. */
export const separateProfile = 'Separate Profile';
