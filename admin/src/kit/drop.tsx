import { type DragEvent, type ReactNode, useState } from 'react';
import classes from './kit.module.css';

interface DropProps {
  /** What may be dropped here, for screen readers. */
  readonly label: string;
  readonly take: (file: File) => void;
  /** Among them the button that chooses a file: to drop one is the second way, for whoever has a mouse. */
  readonly children: ReactNode;
}

/** A place where a file may be dropped. */
export function Drop({ label, take, children }: DropProps) {
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent, now: boolean): void => {
    event.preventDefault();
    setOver(now);
  };
  const drop = (event: DragEvent): void => {
    drag(event, false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) take(file);
  };
  return (
    <fieldset
      aria-label={label}
      className={classes['drop']}
      data-over={over || undefined}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={drop}
    >
      {children}
    </fieldset>
  );
}
