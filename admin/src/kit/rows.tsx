import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FileColumn } from './csv-file.ts';
import classes from './kit.module.css';
import { Link } from './link.tsx';

export interface Column<Item> {
  readonly key: string;
  /** Empty where cells of a part of a screen speak for themselves. */
  readonly title: string;
  readonly cell: (item: Item) => ReactNode;
  /** Numbers stand on the right. */
  readonly align?: 'right';
}

/** A column of a list says in a file what it shows on the screen. */
export interface ListColumn<Item> extends Column<Item>, FileColumn<Item> {
  /** What a spreadsheet wants in a column of its own: the unit of an amount, the id behind a name. */
  readonly beside?: FileColumn<Item>;
}

interface RowsProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly columns: readonly Column<Item>[];
  readonly keyOf: (item: Item) => string;
  /** Where a row leads: its first column is the link. */
  readonly hrefOf?: ((item: Item) => string) | undefined;
  /** What can be done with a row; it stands last and speaks for itself. */
  readonly actions?: ((item: Item) => ReactNode) | undefined;
}

/** The table alone, for parts of a screen; on a narrow screen each row becomes a card. */
export function Rows<Item>({ label, items, columns, keyOf, hrefOf, actions }: RowsProps<Item>) {
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
          {actions === undefined ? undefined : <Table.Td />}
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
            {actions === undefined ? undefined : (
              <Table.Td data-title="" data-align="right">
                {actions(item)}
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
