import { Button, CloseButton, Group, NativeSelect, Table, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useAddress } from './address.ts';
import { type Page, type Reading, useRead } from './api.ts';
import { useTexts } from './i18n.ts';
import { Icon } from './icons.tsx';
import classes from './kit.module.css';
import { Link } from './link.tsx';
import { ListPages } from './list-pages.tsx';
import type { Params, Query } from './request.ts';
import { Empty, Failure, Loading } from './states.tsx';
import { kitTexts } from './texts.ts';

export interface Column<Item> {
  readonly key: string;
  /** Empty for a column of buttons, which speak for themselves. */
  readonly title: string;
  readonly cell: (item: Item) => ReactNode;
  /** Numbers stand on the right. */
  readonly align?: 'right';
}

/** A filter is a value of the address with the name that the route's query gives it. */
export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface ListProps<Item> {
  /** Read by screen readers: what is listed. */
  readonly label: string;
  readonly route: Reading<Page<Item>>;
  readonly params?: Params;
  /** What the route is always asked, beside what the address says. */
  readonly query?: Query;
  readonly columns: readonly Column<Item>[];
  readonly keyOf: (item: Item) => string;
  /** Where a row leads. */
  readonly hrefOf?: (item: Item) => string;
  /** A box for one value of the route's query. */
  readonly search?: { readonly name: string; readonly label: string };
  readonly filters?: readonly Filter[];
  /** What is shown while there is nothing at all, with the first step. */
  readonly empty: { readonly title: string; readonly text: string; readonly action?: ReactNode };
}

const nothing: readonly Filter[] = [];
const firstPage = { cursor: undefined, page: undefined };

/** A list of the API: search, filters and pages live in the address, so a list can be sent to somebody as a link. */
export function List<Item>(props: ListProps<Item>) {
  const { label, route, params, query, columns, keyOf, hrefOf, search, filters = nothing, empty } = props;
  const { values } = useAddress();
  const names = [...(search === undefined ? [] : [search.name]), ...filters.map(({ name }) => name)];
  const wanted = Object.fromEntries(names.map((name) => [name, values[name]]));
  const cursor = values['cursor'];
  const { data, error, isFetching, isPlaceholderData, refetch } = useRead(route, {
    ...(params === undefined ? {} : { params }),
    query: { ...query, ...wanted, cursor },
  });
  const narrowed = names.some((name) => (values[name] ?? '') !== '');
  const none = data?.items.length === 0;
  if (none && !narrowed && cursor === undefined && !isPlaceholderData) return <Empty {...empty} />;
  return (
    <div>
      <Tools search={search} filters={filters} narrowed={narrowed} names={names} />
      {error !== null && data === undefined ? <Failure error={error} retry={() => void refetch()} /> : undefined}
      {error === null && data === undefined ? <Loading lines={8} /> : undefined}
      {data === undefined ? undefined : (
        <div className={classes['list']} data-stale={isPlaceholderData && isFetching ? true : undefined}>
          {none ? <NothingFound /> : <Rows {...{ label, columns, keyOf, hrefOf, items: data.items }} />}
          <ListPages next={data.next} />
        </div>
      )}
    </div>
  );
}

function NothingFound() {
  const t = useTexts(kitTexts);
  return <Empty title={t('nothing_found')} text={t('nothing_found_hint')} />;
}

interface RowsProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly columns: readonly Column<Item>[];
  readonly keyOf: (item: Item) => string;
  readonly hrefOf?: ((item: Item) => string) | undefined;
}

/** The table alone, for parts of a screen; on a narrow screen each row becomes a card. */
export function Rows<Item>({ label, items, columns, keyOf, hrefOf }: RowsProps<Item>) {
  return (
    <Table className={classes['table'] ?? ''} aria-label={label} highlightOnHover={hrefOf !== undefined}>
      <Table.Thead>
        <Table.Tr>
          {columns.map(({ key, title, align }) =>
            title === '' ? (
              <Table.Td key={key} />
            ) : (
              <Table.Th key={key} data-align={align} scope="col">
                {title}
              </Table.Th>
            ),
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <Table.Tr key={keyOf(item)} data-leads={hrefOf !== undefined}>
            {columns.map(({ key, title, cell, align }, index) => (
              <Table.Td key={key} data-title={title} data-align={align}>
                {index === 0 && hrefOf !== undefined ? (
                  <Link href={hrefOf(item)} className={classes['rowLink']}>
                    {cell(item)}
                  </Link>
                ) : (
                  cell(item)
                )}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface ToolsProps {
  readonly search: ListProps<unknown>['search'];
  readonly filters: readonly Filter[];
  readonly names: readonly string[];
  readonly narrowed: boolean;
}

function Tools({ search, filters, names, narrowed }: ToolsProps) {
  const t = useTexts(kitTexts);
  const { values, change } = useAddress();
  if (search === undefined && filters.length === 0) return undefined;
  const clear = (): void => change({ ...Object.fromEntries(names.map((name) => [name, undefined])), ...firstPage });
  return (
    <Group gap="sm" mb="sm" className={classes['tools']} role="search">
      {search === undefined ? undefined : <SearchBox {...search} />}
      {filters.map(({ name, label, options }) => (
        <NativeSelect
          key={name}
          aria-label={label}
          value={values[name] ?? ''}
          data={[{ value: '', label: `${label}: ${t('any')}` }, ...options]}
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
function SearchBox({ name, label }: { readonly name: string; readonly label: string }) {
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
