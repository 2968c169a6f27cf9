import { Group, Stack, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { plain } from './format.ts';
import { Icon } from './icons.tsx';
import classes from './kit.module.css';
import { Link } from './link.tsx';

interface ScreenProps {
  readonly title: string;
  /** Where this screen stands: the list that it is one of. */
  readonly from?: { readonly title: string; readonly href: string };
  /** Beside the title: states and the like. */
  readonly marks?: ReactNode;
  /** On the right: what can be done. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every screen: its title, also in the tab, what can be done, and the way back. */
export function Screen({ title, from, marks, actions, children }: ScreenProps) {
  const shown = plain(title, 120);
  useEffect(() => {
    document.title = `${shown} · Sarafan`;
  }, [shown]);
  return (
    <Stack gap="md">
      <div>
        {from === undefined ? undefined : (
          <Link href={from.href} className={classes['from']}>
            <Icon name="previous" size={16} />
            {from.title}
          </Link>
        )}
        <Group justify="space-between" gap="sm">
          <Group gap="sm" className={classes['heading']}>
            <Title order={1} size="h3" className={classes['title']}>
              <bdi>{shown}</bdi>
            </Title>
            {marks}
          </Group>
          {actions === undefined ? undefined : <Group gap="sm">{actions}</Group>}
        </Group>
      </div>
      {children}
    </Stack>
  );
}

interface SectionProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a screen under a heading of its own. */
export function Section({ title, actions, children }: SectionProps) {
  return (
    <section className={classes['section']}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {title}
        </Title>
        {actions}
      </Group>
      {children}
    </section>
  );
}

interface Known {
  /** Needed where two have the same label. */
  readonly key?: string;
  readonly label: string;
  readonly value: ReactNode;
}

/** What is known, by name: a list of pairs, those without a value left out. */
export function Facts({ items }: { readonly items: readonly Known[] }) {
  const known = items.filter(({ value }) => value !== null && value !== undefined && value !== '');
  return (
    <dl className={classes['facts']}>
      {known.map(({ key, label, value }) => (
        <div key={key ?? label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
