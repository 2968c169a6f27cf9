import { Alert, Box, Button, FileButton, Group, Input, Text, TextInput } from '@mantine/core';
import { type ComponentProps, useState } from 'react';
import { Drop } from '../../kit/drop.tsx';
import { plain } from '../../kit/format.ts';
import { useTexts } from '../../kit/i18n.ts';
import classes from './access.module.css';
import { isColour, paletteOf, usualAccent } from './colours.ts';
import { logoTypes, readLogo } from './logo.ts';
import { brandTexts } from './texts-brand.ts';

interface AccentProps {
  /** What the form gives its field. */
  readonly input: ComponentProps<typeof TextInput>;
  readonly accent: string;
  readonly choose: (accent: string) => void;
}

/** A colour, typed or chosen, and what becomes of text where the colour is too pale for it. */
export function AccentField({ input, accent, choose }: AccentProps) {
  const t = useTexts(brandTexts);
  const known = isColour(accent.trim());
  const { whiteReads, linkReads } = paletteOf(accent.trim());
  return (
    <div>
      <TextInput
        {...input}
        label={t('accent')}
        description={t('accent_hint')}
        placeholder={usualAccent}
        maxLength={7}
        inputContainer={(field) => <Box maw={200}>{field}</Box>}
        leftSection={
          <input
            type="color"
            className={classes['colour']}
            aria-label={t('accent_pick')}
            value={known ? accent.trim().toLowerCase() : usualAccent}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
          />
        }
      />
      {known && !(whiteReads && linkReads) ? (
        <Alert mt="xs" color="yellow" variant="light" role="status">
          {whiteReads ? undefined : <Text size="sm">{t('accent_dark_text')}</Text>}
          {linkReads ? undefined : <Text size="sm">{t('accent_dark_links')}</Text>}
        </Alert>
      ) : undefined}
    </div>
  );
}

interface LogoProps {
  readonly name: string;
  /** A data URI, or an empty text. */
  readonly logo: string;
  readonly choose: (logo: string) => void;
}

/** A picture, chosen or dropped. */
export function LogoField({ name, logo, choose }: LogoProps) {
  const t = useTexts(brandTexts);
  const [wrong, setWrong] = useState<'type' | 'size' | 'unreadable'>();
  const take = async (file: File | null | undefined): Promise<void> => {
    if (file === null || file === undefined) return;
    const read = await readLogo(file);
    setWrong(read.ok ? undefined : read.reason);
    if (read.ok) choose(read.logo);
  };
  return (
    <Input.Wrapper
      label={t('logo')}
      labelElement="div"
      inputContainer={(field) => <Box mt={4}>{field}</Box>}
      description={t('logo_hint')}
      error={wrong === undefined ? undefined : t(`logo_${wrong}`)}
    >
      <Drop label={t('logo')} take={(file) => void take(file)}>
        {logo === '' ? (
          <Text size="sm" c="dimmed">
            {t('logo_none')}
          </Text>
        ) : (
          <img src={logo} alt={`${t('logo_now')}: ${plain(name, 60)}`} className={classes['logo']} />
        )}
        <Group gap="xs">
          <FileButton accept={logoTypes.join(',')} onChange={(file) => void take(file)}>
            {(props) => (
              <Button {...props} variant="default" size="xs">
                {t('logo_choose')}
              </Button>
            )}
          </FileButton>
          {logo === '' ? (
            <Text size="xs" c="dimmed" visibleFrom="sm">
              {t('logo_drop')}
            </Text>
          ) : (
            <Button variant="subtle" size="xs" color="gray" onClick={() => choose('')}>
              {t('logo_remove')}
            </Button>
          )}
        </Group>
      </Drop>
    </Input.Wrapper>
  );
}
