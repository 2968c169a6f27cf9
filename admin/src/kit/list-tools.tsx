import { Button, CloseButton, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { firstPage, useAddress } from './address.ts';
import { useTexts } from './i18n.ts';
import { Icon } from './icons.tsx';
import classes from './kit.module.css';
import { kitTexts } from './texts.ts';

/** A box for one value of a route's query. */
export interface Search {
  readonly name: string;
  readonly label: string;
}

/** A filter is a value of the address with the name that the route's query gives it. */
export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly options: readonly Option[];
  /** What is asked while nothing is chosen; without it everything is. */
  readonly usual?: Option;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

interface ToolsProps {
  readonly search: Search | undefined;
  readonly filters: readonly Filter[];
  /** The values of the address that narrow the list. */
  readonly names: readonly string[];
  readonly narrowed: boolean;
  /** What else can be done with the list; it stands at the end. */
  readonly children: ReactNode;
}

/** What stands above a list: its search and filters on the left, what is done with it on the right. */
export function ListTools({ search, filters, names, narrowed, children }: ToolsProps) {
  const narrows = search !== undefined || filters.length > 0;
  return (
    <div className={classes['tools']}>
      {narrows ? <Narrowing search={search} filters={filters} names={names} narrowed={narrowed} /> : undefined}
      <Group gap="sm" className={classes['doing']}>
        {children}
      </Group>
    </div>
  );
}

function Narrowing({ search, filters, names, narrowed }: Omit<ToolsProps, 'children'>) {
  const t = useTexts(kitTexts);
  const { values, change } = useAddress();
  const clear = (): void => change({ ...Object.fromEntries(names.map((name) => [name, undefined])), ...firstPage });
  return (
    <Group gap="sm" className={classes['narrowing']} role="search">
      {search === undefined ? undefined : <SearchBox {...search} />}
      {filters.map(({ name, label, options, usual }) => (
        <NativeSelect
          key={name}
          aria-label={label}
          value={values[name] ?? ''}
          data={[{ value: '', label: usual?.label ?? `${label}: ${t('any')}` }, ...options]}
          onChange={({ currentTarget }) => change({ [name]: currentTarget.value, ...firstPage })}
        />
      ))}
      {narrowed ? (
        <Button variant="subtle" onClick={clear}>
          {t('clear')}
        </Button>
      ) : undefined}
    </Group>
  );
}

const typingMs = 250;

/** Searches while one types; `/` leads here from anywhere on the screen. */
function SearchBox({ name, label }: Search) {
  const t = useTexts(kitTexts);
  const { values, change } = useAddress();
  const inAddress = values[name] ?? '';
  const [typed, setTyped] = useState(inAddress);
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(inAddress);
  const send = useDebouncedCallback((text: string) => {
    sent.current = text.trim();
    change({ [name]: text.trim(), ...firstPage }, 'replace');
  }, typingMs);
  useHotkeys([['/', () => input.current?.focus()]]);
  // A step back or a cleared filter changes the address behind the box.
  useEffect(() => {
    if (inAddress === sent.current) return;
    sent.current = inAddress;
    setTyped(inAddress);
  }, [inAddress]);
  const type = (text: string): void => {
    setTyped(text);
    send(text);
  };
  return (
    <TextInput
      ref={input}
      type="search"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      leftSection={<Icon name="search" size={16} />}
      rightSection={
        typed === '' ? undefined : <CloseButton size="sm" aria-label={t('clear')} onClick={() => type('')} />
      }
      className={classes['search']}
    />
  );
}
