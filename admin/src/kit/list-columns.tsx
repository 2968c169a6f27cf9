import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { firstPage, useAddress } from './address.ts';
import { useTexts } from './i18n.ts';
import { Icon } from './icons.tsx';
import { kitTexts } from './texts.ts';

interface Named {
  readonly key: string;
  readonly title: string;
}

/** In the address stand the keys of the columns that are hidden, so a column that is new is seen by everybody. */
const inAddress = 'hidden';

function useHidden(): ReadonlySet<string> {
  const { values } = useAddress();
  return new Set((values[inAddress] ?? '').split(','));
}

/** The columns that are shown: the first, which names the row, and those that nobody has hidden. */
export function useShown<Column extends Named>(columns: readonly Column[]): readonly Column[] {
  const hidden = useHidden();
  return columns.filter(({ key }, index) => index === 0 || !hidden.has(key));
}

/** Which columns are shown. What is hidden here is left out of the file too. */
export function ColumnChooser({ columns }: { readonly columns: readonly Named[] }) {
  const t = useTexts(kitTexts);
  const { change } = useAddress();
  const hidden = useHidden();
  const [first, ...others] = columns;
  if (first === undefined || others.length === 0) return undefined;
  const shown = columns.filter(({ key }, index) => index === 0 || !hidden.has(key)).length;
  const hide = (keys: readonly string[]): void => change({ [inAddress]: keys.join(','), ...firstPage }, 'replace');
  const toggle = (wanted: string): void =>
    hide(others.filter(({ key }) => hidden.has(key) !== (key === wanted)).map(({ key }) => key));
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Icon name="columns" size={16} />}>
          {shown === columns.length ? t('columns') : t('columns_shown', { shown, all: columns.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Checkbox size="sm" checked disabled readOnly label={first.title} />
          {others.map(({ key, title }) => (
            <Checkbox key={key} size="sm" checked={!hidden.has(key)} onChange={() => toggle(key)} label={title} />
          ))}
          <Button size="compact-sm" variant="subtle" disabled={shown === columns.length} onClick={() => hide([])}>
            {t('columns_all')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
