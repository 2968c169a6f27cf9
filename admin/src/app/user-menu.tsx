import { Avatar, Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import type { Session } from '@sarafan/contract';
import { initials, plain } from '../kit/format.ts';
import { chooseLanguage, type Language, useLanguage, useTexts } from '../kit/i18n.ts';
import { Icon } from '../kit/icons.tsx';
import { useGo } from '../kit/link.tsx';
import { pathTo } from '../kit/paths.ts';
import { useSignOut } from '../kit/session.ts';
import { toastProblem } from '../kit/toast.tsx';
import classes from './shell.module.css';
import { appTexts } from './texts.ts';

const languageNames = { ru: 'Русский', en: 'English' } as const satisfies Record<Language, string>;
const schemes = ['auto', 'light', 'dark'] as const;

interface UserMenuProps {
  readonly user: Session['user'];
  readonly onGo: () => void;
}

/** Who is signed in, and what they choose for themselves. */
export function UserMenu({ user, onGo }: UserMenuProps) {
  const t = useTexts(appTexts);
  const go = useGo();
  const signOut = useSignOut();
  const name = plain(user?.name ?? '', 60);
  return (
    <Menu width={240} position="top-start" shadow="md" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes['user']} aria-label={t('user_menu')}>
          <Avatar size={32} radius="xl" color="accent" aria-hidden="true">
            {initials(name)}
          </Avatar>
          <span className={classes['names']}>
            <Text size="sm" fw={500} component="bdi">
              {name}
            </Text>
            <Text size="xs" c="dimmed" component="bdi">
              {plain(user?.email ?? '', 100)}
            </Text>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Icon name="user" size={16} />}
          onClick={() => {
            onGo();
            go(pathTo('profile'));
          }}
        >
          {t('profile')}
        </Menu.Item>
        <Choices />
        <Menu.Divider />
        <Menu.Item
          leftSection={<Icon name="leave" size={16} />}
          onClick={() => void signOut().catch((error: unknown) => toastProblem(error))}
        >
          {t('sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Choices() {
  const t = useTexts(appTexts);
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const mark = (chosen: boolean) => (chosen ? <Icon name="check" size={16} /> : undefined);
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('language')}</Menu.Label>
      {(['ru', 'en'] as const).map((each) => (
        <Menu.Item
          key={each}
          lang={each}
          rightSection={mark(each === language)}
          onClick={() => void chooseLanguage(each)}
        >
          {languageNames[each]}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Label>{t('colours')}</Menu.Label>
      {schemes.map((each) => (
        <Menu.Item key={each} rightSection={mark(each === colorScheme)} onClick={() => setColorScheme(each)}>
          {t(each)}
        </Menu.Item>
      ))}
    </>
  );
}
