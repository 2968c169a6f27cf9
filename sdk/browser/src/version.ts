/** Said in every event, so that a server can tell which SDK spoke. */
export const version = '0.1.0';
