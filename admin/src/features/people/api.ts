import type { PersonDetail, PersonSummary, TimelineItem } from '@sarafan/contract';
import { lists, reads, writes } from '../../kit/api.ts';

/** What the screens of people read and write. */
export const peopleApi = {
  persons: lists<PersonSummary>('/people/persons'),
  person: reads<PersonDetail>('/people/persons/:person'),
  timeline: lists<TimelineItem>('/people/persons/:person/timeline'),
  separate: writes<{ readonly profile: string }>('POST', '/people/persons/:person/separations'),
};
