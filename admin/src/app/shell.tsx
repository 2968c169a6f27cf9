import { ActionIcon, AppShell, Drawer, Group, Kbd, NativeSelect, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Session } from '@sarafan/contract';
import { Outlet, useLocation } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { plain } from '../kit/format.ts';
import { useTexts } from '../kit/i18n.ts';
import { Icon } from '../kit/icons.tsx';
import { Link } from '../kit/link.tsx';
import { routes } from '../kit/paths.ts';
import { allows } from '../kit/rights.ts';
import { pathToPlain } from '../kit/room.ts';
import { useWorkspace } from '../kit/session.ts';
import { Loading } from '../kit/states.tsx';
import { rooms } from './rooms.ts';
import classes from './shell.module.css';
import { openSpotlight, Spotlights } from './spotlight.tsx';
import { appTexts } from './texts.ts';
import { UserMenu } from './user-menu.tsx';

interface ShellProps {
  readonly session: Session;
  readonly onWorkspace: (workspace: string) => void;
}

/** What stands around every screen: navigation on the left, in a drawer where the screen is narrow. */
export function Shell({ session, onWorkspace }: ShellProps) {
  const t = useTexts(appTexts);
  const { name } = useWorkspace();
  const [opened, drawer] = useDisclosure(false);
  const navigation = <Navigation session={session} onWorkspace={onWorkspace} onGo={drawer.close} />;
  return (
    <AppShell
      header={{ height: { base: 48, sm: 0 } }}
      navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: true } }}
      padding={{ base: 'md', sm: 'lg' }}
      // Nothing of it opens or closes on a wide screen, and a window that was resized shall not slide.
      transitionDuration={0}
    >
      <a href="#content" className="skip">
        {t('skip')}
      </a>
      <AppShell.Header hiddenFrom="sm">
        <Group h="100%" px="sm" justify="space-between" wrap="nowrap">
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('open_navigation')} onClick={drawer.open}>
            <Icon name="menu" />
          </ActionIcon>
          <span className={classes['brand']}>
            <bdi>{plain(name)}</bdi>
          </span>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('find')} onClick={openSpotlight}>
            <Icon name="search" />
          </ActionIcon>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" visibleFrom="sm">
        {navigation}
      </AppShell.Navbar>
      <Drawer
        opened={opened}
        onClose={drawer.close}
        size={280}
        hiddenFrom="sm"
        title={t('navigation')}
        closeButtonProps={{ 'aria-label': t('close_navigation') }}
      >
        {navigation}
      </Drawer>
      <Content />
      <Spotlights />
    </AppShell>
  );
}

/** After a step to another screen the keyboard begins at its content, and a screen reader tells it. */
function Content() {
  const main = useRef<HTMLElement>(null);
  const pathname = useLocation({ select: (location) => location.pathname });
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <AppShell.Main id="content" ref={main} tabIndex={-1}>
      <div className={classes['content']}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </div>
    </AppShell.Main>
  );
}

function Navigation({ session, onWorkspace, onGo }: ShellProps & { readonly onGo: () => void }) {
  const t = useTexts(appTexts);
  const { workspace, name } = useWorkspace();
  return (
    <div className={classes['navbar']}>
      {session.workspaces.length > 1 ? (
        <NativeSelect
          aria-label={t('workspace')}
          value={workspace}
          data={session.workspaces.map((each) => ({ value: each.workspace, label: plain(each.name, 60) }))}
          onChange={({ currentTarget }) => onWorkspace(currentTarget.value)}
        />
      ) : (
        <div className={classes['brand']}>
          <bdi>{plain(name)}</bdi>
        </div>
      )}
      <UnstyledButton className={classes['find']} onClick={openSpotlight} visibleFrom="sm">
        <span>
          <Icon name="search" size={16} />
          {t('find')}
        </span>
        <Kbd size="xs">Ctrl K</Kbd>
      </UnstyledButton>
      <nav aria-label={t('navigation')} className={classes['links']}>
        <RoomLinks onGo={onGo} />
      </nav>
      <UserMenu user={session.user} onGo={onGo} />
    </div>
  );
}

function RoomLinks({ onGo }: { readonly onGo: () => void }) {
  const { role } = useWorkspace();
  const pathname = useLocation({ select: (location) => location.pathname });
  const seen = rooms.filter(({ screens: [first], within }) => within === undefined && allows(role, first.right));
  return seen.map((room) => {
    const { label, icon, screens } = room;
    const [first] = screens;
    const all = rooms.filter((each) => each === room || each.within === first.route).flatMap((each) => each.screens);
    const inside = all.some(({ route }) => isUnder(pathname, routes[route]));
    return (
      <Link
        key={first.route}
        href={pathToPlain(first.route)}
        className={classes['link']}
        aria-current={inside ? 'page' : undefined}
        onClick={onGo}
      >
        <Icon name={icon} />
        {label()}
      </Link>
    );
  });
}

/** Whether an address is that of a route: a place `$name` stands for anything. */
function isUnder(pathname: string, route: string): boolean {
  const parts = pathname.replace(/^\/admin/, '').split('/');
  const wanted = route.split('/');
  return parts.length === wanted.length && wanted.every((part, index) => part.startsWith('$') || part === parts[index]);
}
