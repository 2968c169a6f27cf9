import { Stack, Text } from '@mantine/core';
import { initials } from '../../kit/format.ts';
import { useTexts } from '../../kit/i18n.ts';
import { Plain } from '../../kit/plain.tsx';
import classes from './access.module.css';
import { paletteOf } from './colours.ts';
import { brandTexts } from './texts-brand.ts';

interface PreviewProps {
  readonly name: string;
  readonly accent: string;
  readonly logo: string;
}

/** How customers will see the workspace: the landing behind an invite link, and the cabinet of whoever invites. */
export function Preview({ name, accent, logo }: PreviewProps) {
  const t = useTexts(brandTexts);
  const { fill, onFill, link } = paletteOf(accent);
  const button = { background: fill, color: onFill };
  const sign = <Sign name={name} logo={logo} />;
  return (
    <Stack gap="sm" aria-label={t('preview')} role="group">
      <Text size="sm" fw={600}>
        {t('preview_landing')}
      </Text>
      <div className={classes['page']}>
        {sign}
        <div className={`${classes['card']} ${classes['hero']}`}>
          <div className={classes['face']} style={button} aria-hidden="true">
            {initials(t('preview_friend'))}
          </div>
          <div>{t('preview_invites', { friend: t('preview_friend') })}</div>
          <div className={classes['heading']}>{t('preview_gift')}</div>
          <div className={classes['button']} style={button}>
            {t('preview_accept')}
          </div>
        </div>
      </div>
      <Text size="sm" fw={600}>
        {t('preview_cabinet')}
      </Text>
      <div className={classes['page']}>
        {sign}
        <div className={classes['card']}>
          <div className={classes['soft']}>{t('preview_code')}</div>
          <div className={classes['code']} translate="no">
            KP7M 2QXD
          </div>
          <div className={classes['button']} style={button}>
            {t('preview_share')}
          </div>
          <div className={classes['heading']} />
          <span className={classes['link']} style={{ color: link }}>
            {t('preview_rules')}
          </span>
        </div>
      </div>
    </Stack>
  );
}

function Sign({ name, logo }: Pick<PreviewProps, 'name' | 'logo'>) {
  return (
    <div className={classes['sign']}>
      {logo === '' ? <Plain text={name} atMost={60} /> : <img src={logo} alt={name} className={classes['logo']} />}
    </div>
  );
}
