import { Anchor, Button, Stack } from '@mantine/core';
import type { ImportDetail } from '@sarafan/contract';
import { useCallback, useState } from 'react';
import { useParams } from '../../kit/address.ts';
import { useRead } from '../../kit/api.ts';
import { Facts, Screen, Section } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { Link } from '../../kit/link.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { usePolling } from '../../kit/polling.ts';
import { Failure, Loading } from '../../kit/states.tsx';
import { importsApi } from './api.ts';
import { CheckResult } from './check.tsx';
import { Mapping } from './mapping.tsx';
import { Orders } from './orders.tsx';
import { ProgressSection } from './progress.tsx';
import { isUnderWay, StateMark } from './state-mark.tsx';
import { importsTexts } from './texts.ts';

/** One import, from its columns to what it brought; it can be left and returned to at any step. */
export function ImportScreen() {
  const params = useParams('import');
  const { data, error, refetch } = useRead(importsApi.import, { params });
  const again = useCallback(() => void refetch(), [refetch]);
  usePolling(again, data !== undefined && isUnderWay(data.state));
  if (data === undefined || data.import !== params.import) {
    return error === null ? <Loading /> : <Failure error={error} retry={again} />;
  }
  return <ImportParts key={data.import} detail={data} />;
}

function ImportParts({ detail }: { readonly detail: ImportDetail }) {
  const t = useTexts(importsTexts);
  const [mapsAgain, setMapsAgain] = useState(false);
  const { state } = detail;
  const maps = state === 'draft' || (state === 'checked' && mapsAgain);
  return (
    <Screen
      title={detail.fileName}
      from={{ title: t('imports'), href: pathTo('imports') }}
      marks={<StateMark state={state} />}
      actions={<Orders detail={detail} />}
    >
      <Stack gap="md">
        {maps ? undefined : <About detail={detail} />}
        {maps ? (
          <Mapping
            key={detail.headings.map(({ heading }) => heading).join('\n')}
            detail={detail}
            checked={() => setMapsAgain(false)}
          />
        ) : (
          <>
            <ProgressSection detail={detail} />
            {detail.check === null ? undefined : (
              <CheckResult
                detail={detail}
                actions={
                  state === 'checked' ? (
                    <Button variant="default" size="xs" onClick={() => setMapsAgain(true)}>
                      {t('map_again')}
                    </Button>
                  ) : undefined
                }
              />
            )}
          </>
        )}
      </Stack>
    </Screen>
  );
}

function TwinLink({ twin }: { readonly twin: string }) {
  const t = useTexts(importsTexts);
  const href = pathTo('import', { import: twin });
  return (
    <Anchor size="sm" underline="always" renderRoot={(props) => <Link {...props} href={href} />}>
      {t('same_file_open')}
    </Anchor>
  );
}

function About({ detail }: { readonly detail: ImportDetail }) {
  const t = useTexts(importsTexts);
  const { kind, createdAt, startedAt, finishedAt, consent, sameFile } = detail;
  const [twin] = sameFile;
  return (
    <Section title={t('about')}>
      <Facts
        items={[
          { label: t('kind'), value: t(`kind_${kind}`) },
          { label: t('uploaded'), value: <Moment at={createdAt} /> },
          { label: t('started'), value: startedAt && <Moment at={startedAt} /> },
          { label: t('finished'), value: finishedAt && <Moment at={finishedAt} /> },
          { label: t('consent_from'), value: consent && <bdi>{[consent.source, consent.date].join(', ')}</bdi> },
          {
            label: t('same_file'),
            value: twin && <TwinLink twin={twin} />,
          },
        ]}
      />
    </Section>
  );
}
