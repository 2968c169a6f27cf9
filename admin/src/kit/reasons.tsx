import { List } from '@mantine/core';
import { plain } from './format.ts';
import { useLanguage } from './i18n.ts';
import type { Problem } from './problem.ts';

const reasonsAtMost = 20;
const reasonCharacters = 300;

/** A problem in the server's own sentence, and each of the reasons that it names. */
export function Reasons({ problem: { sentence, reasons } }: { readonly problem: Problem }) {
  const language = useLanguage();
  return (
    <>
      {sentence[language]}
      {reasons.length === 0 ? undefined : (
        <List size="sm" mt={4}>
          {reasons.slice(0, reasonsAtMost).map((reason) => (
            <List.Item key={`${reason.path} ${reason.en}`}>{plain(reason[language], reasonCharacters)}</List.Item>
          ))}
        </List>
      )}
    </>
  );
}
