import { Tooltip } from '@mantine/core';
import { now } from './clock.ts';
import { dateTime, exactTime, relativeTime } from './format.ts';
import { useLanguage } from './i18n.ts';
import { useWorkspace } from './session.ts';

/** A moment in the workspace's zone; to hover tells it to the second. */
export function Moment({ at, relative = false }: { readonly at: string; readonly relative?: boolean }) {
  const language = useLanguage();
  const { timeZone } = useWorkspace();
  const shown = relative ? relativeTime(at, now(), language) : dateTime(at, timeZone, language);
  return (
    <Tooltip label={exactTime(at, timeZone, language)}>
      <time dateTime={at}>{shown}</time>
    </Tooltip>
  );
}
