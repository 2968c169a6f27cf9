import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { currentLanguage, say } from './i18n.ts';
import { asProblem } from './problem.ts';
import { kitTexts } from './texts.ts';

const undoMs = 10_000;

const closing = () => ({ closeButtonProps: { 'aria-label': say(kitTexts, 'close') } });

/** Says in a corner that something was done. */
export function toast(message: string): void {
  notifications.show({ message, ...closing() });
}

/** Says that something was not done, in the server's own sentence. */
export function toastProblem(error: unknown): void {
  const message = asProblem(error).sentence[currentLanguage()];
  notifications.show({ color: 'red', title: say(kitTexts, 'not_done'), message, autoClose: false, ...closing() });
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
  notifications.show({ id, message: content, autoClose: undoMs, ...closing() });
}

interface Work {
  /** There is one work of a name at a time. */
  readonly name: string;
  readonly title: string;
  /** Tells how far it is, ends when the signal says so, and resolves to what is said at the end. */
  readonly work: (signal: AbortSignal, tell: (progress: string) => void) => Promise<string>;
}

const underWay = new Set<string>();

/** Does something long in a corner: one sees how far it is, may stop it, and may go elsewhere meanwhile. */
export async function toastWork({ name, title, work }: Work): Promise<void> {
  if (underWay.has(name)) return toast(say(kitTexts, 'one_at_a_time'));
  underWay.add(name);
  const id = `work ${name}`;
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  const shown = { id, title, loading: true, autoClose: false, withCloseButton: false } as const;
  const tell = (progress: string): void => {
    notifications.update({ ...shown, message: <UnderWay progress={progress} stop={stop} /> });
  };
  notifications.show({ ...shown, message: <UnderWay progress="" stop={stop} /> });
  const end = (message: string): void => {
    notifications.update({
      id,
      title,
      message,
      loading: false,
      autoClose: undoMs,
      withCloseButton: true,
      ...closing(),
    });
  };
  try {
    end(await work(stopping.signal, tell));
  } catch (error) {
    if (stopping.signal.aborted) return end(say(kitTexts, 'stopped'));
    notifications.hide(id);
    toastProblem(error);
  } finally {
    underWay.delete(name);
  }
}

function UnderWay({ progress, stop }: { readonly progress: string; readonly stop: () => void }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{progress}</Text>
      <Button size="compact-sm" variant="default" onClick={stop}>
        {say(kitTexts, 'stop')}
      </Button>
    </Group>
  );
}
