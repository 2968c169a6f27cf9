import { Progress, Radio, Stack, Text } from '@mantine/core';
import type { VersionReach } from '@sarafan/contract';
import { useTexts } from '../../kit/i18n.ts';
import { Failure } from '../../kit/states.tsx';
import { useEditorTexts } from './editing.tsx';
import { ReplayTotals } from './replay-outcome.tsx';
import { replayTexts } from './texts-replay.ts';
import type { ReplayState } from './use-replay.ts';

const reaches = ['new', 'open', 'all'] as const satisfies readonly VersionReach[];

interface ReachProps {
  readonly reach: VersionReach;
  readonly onChange: (reach: VersionReach) => void;
  /** What the change would come to for invitations of before, while it is reckoned and after. */
  readonly state: ReplayState;
}

/** To whom a version applies; of invitations of before it is said first what the change comes to. */
export function ReachField({ reach, onChange, state }: ReachProps) {
  const t = useEditorTexts();
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('reach')}
        value={reach}
        onChange={(value) => onChange(reaches.find((each) => each === value) ?? 'new')}
      >
        <Stack gap="xs" mt={4}>
          {reaches.map((value) => (
            <Radio key={value} value={value} label={t(`reach_${value}`)} description={t(`reach_${value}_means`)} />
          ))}
        </Stack>
      </Radio.Group>
      {reach === 'new' ? undefined : <Reckoned state={state} />}
    </Stack>
  );
}

function Reckoned({ state }: Pick<ReachProps, 'state'>) {
  const t = useEditorTexts();
  const replay = useTexts(replayTexts);
  if (state.at === 'fault') return <Failure error={state.error} title={replay('broken')} />;
  if (state.at !== 'end') {
    const { done, total } = state.at === 'work' ? state : { done: 0, total: 0 };
    return (
      <div>
        <Progress value={total === 0 ? 100 : (100 * done) / total} animated aria-label={t('reach_reckoning')} />
        <Text size="sm" mt={4} role="status">
          {t('reach_reckoning')}
        </Text>
      </div>
    );
  }
  const { pairs, changed, totals } = state.result;
  return (
    <Stack gap="xs">
      <Text size="sm" role="status">
        {changed === 0 ? t('reach_none', { pairs }) : t('reach_changes', { pairs, changed })}
      </Text>
      {changed === 0 ? undefined : <ReplayTotals totals={totals} />}
    </Stack>
  );
}
