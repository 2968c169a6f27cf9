import type { ReactNode } from 'react';
import { useAddress } from './address.ts';
import { type Page, type Reading, useRead } from './api.ts';
import { useTexts } from './i18n.ts';
import classes from './kit.module.css';
import { ColumnChooser, useShown } from './list-columns.tsx';
import { SaveCsv } from './list-file.tsx';
import { ListPages } from './list-pages.tsx';
import { type Filter, ListTools, type Search } from './list-tools.tsx';
import type { Params, Query } from './request.ts';
import { type ListColumn, Rows } from './rows.tsx';
import { Empty, Failure, Loading } from './states.tsx';
import { kitTexts } from './texts.ts';

/** The first one names the row, so it is always shown; the others can be hidden. */
export type ListColumns<Item> = readonly [ListColumn<Item>, ...ListColumn<Item>[]];

interface ListProps<Item> {
  /** Read by screen readers: what is listed. */
  readonly label: string;
  readonly route: Reading<Page<Item>>;
  readonly params?: Params;
  /** What the route is always asked, beside what the address says. */
  readonly query?: Query;
  readonly columns: ListColumns<Item>;
  /** What can be done with a row. */
  readonly actions?: (item: Item) => ReactNode;
  readonly keyOf: (item: Item) => string;
  /** Where a row leads. */
  readonly hrefOf?: (item: Item) => string;
  readonly search?: Search;
  readonly filters?: readonly Filter[];
  /** What is shown while there is nothing at all, with the first step. */
  readonly empty: { readonly title: string; readonly text: string; readonly action?: ReactNode };
}

const nothing: readonly Filter[] = [];

/**
 * A list of the API: search, filters, pages and which columns are hidden live in the address, so a list can be sent to
 * somebody as a link. What is found is saved as a file whole, whatever page is on the screen.
 */
export function List<Item>(props: ListProps<Item>) {
  const { label, route, params, columns, actions, keyOf, hrefOf, search, filters = nothing, empty } = props;
  const { values } = useAddress();
  const shown = useShown(columns);
  const names = [...(search === undefined ? [] : [search.name]), ...filters.map(({ name }) => name)];
  const usual = filters.map(({ name, usual: option }) => [name, option?.value] as const);
  const wanted = names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]] as const]));
  const query = { ...props.query, ...Object.fromEntries([...usual, ...wanted]) };
  const cursor = values['cursor'];
  const { data, error, isFetching, isPlaceholderData, refetch } = useRead(route, {
    ...(params === undefined ? {} : { params }),
    query: { ...query, cursor },
  });
  const narrowed = names.some((name) => (values[name] ?? '') !== '');
  const none = data?.items.length === 0;
  if (none && !narrowed && cursor === undefined && !isPlaceholderData) return <Empty {...empty} />;
  return (
    <div>
      <ListTools search={search} filters={filters} narrowed={narrowed} names={names}>
        <ColumnChooser columns={columns} />
        <SaveCsv {...{ label, route, params, query, columns: shown }} disabled={data === undefined || none} />
      </ListTools>
      {error !== null && data === undefined ? <Failure error={error} retry={() => void refetch()} /> : undefined}
      {error === null && data === undefined ? <Loading lines={8} /> : undefined}
      {data === undefined ? undefined : (
        <div className={classes['list']} data-stale={isPlaceholderData && isFetching ? true : undefined}>
          {none ? <NothingFound /> : <Rows {...{ label, columns: shown, keyOf, hrefOf, actions, items: data.items }} />}
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
