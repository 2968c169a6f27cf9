/** What the server asks of a new password. */
export const passwordAtLeast = 10;
