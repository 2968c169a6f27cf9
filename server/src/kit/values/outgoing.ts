/** Why a request to the world outside had no answer. */
export const outgoingFaults = [
  'address_refused',
  'unknown_host',
  'connection_refused',
  'connection_lost',
  'certificate',
  'timeout',
  'no_answer',
] as const;
export type OutgoingFault = (typeof outgoingFaults)[number];
