import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { currentLanguage, say } from './i18n.ts';
import { asProblem } from './problem.ts';
import { kitTexts } from './texts.ts';

const undoMs = 10_000;

/** Says in a corner that something was done. */
export function toast(message: string): void {
  notifications.show({ message });
}

/** Says that something was not done, in the server's own sentence. */
export function toastProblem(error: unknown): void {
  const message = asProblem(error).sentence[currentLanguage()];
  notifications.show({ color: 'red', title: say(kitTexts, 'not_done'), message, autoClose: false });
}

/** Says that something was done and offers to take it back for ten seconds. */
export function toastUndo(message: string, undo: () => Promise<unknown>): void {
  const id = `undo ${message}`;
  const takeBack = async (): Promise<void> => {
    notifications.hide(id);
    try {
      await undo();
      toast(say(kitTexts, 'undone'));
    } catch (error) {
      toastProblem(error);
    }
  };
  const content = (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{message}</Text>
      <Button size="compact-sm" variant="light" onClick={() => void takeBack()}>
        {say(kitTexts, 'undo')}
      </Button>
    </Group>
  );
  notifications.show({ id, message: content, autoClose: undoMs });
}
