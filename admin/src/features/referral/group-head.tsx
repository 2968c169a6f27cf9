import { ActionIcon } from '@mantine/core';
import { Icon } from '../../kit/icons.tsx';
import classes from './editor.module.css';

interface HeadProps {
  readonly title: string;
  /** What the button says that takes the group away. */
  readonly remove: string;
  /** Undefined of a group that has to stay. */
  readonly onRemove?: () => void;
}

/** The name of a group of fields, such as a reward, and the way to take it away. */
export function GroupHead({ title, remove, onRemove }: HeadProps) {
  return (
    <div className={classes['head']}>
      <span>{title}</span>
      {onRemove === undefined ? undefined : (
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={remove} onClick={onRemove}>
          <Icon name="close" size={16} />
        </ActionIcon>
      )}
    </div>
  );
}
