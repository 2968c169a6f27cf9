import { Button, Group, Text, Title } from '@mantine/core';
import type { LaunchedProgram, Recipe } from '@sarafan/contract';
import { useWrite } from '../../kit/api.ts';
import { plain } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { useGo } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Ranges } from '../../kit/ranges.tsx';
import { toast, toastProblem } from '../../kit/toast.tsx';
import { referralApi } from './api.ts';
import classes from './referral.module.css';
import { referralTexts } from './texts.ts';

/** Ready programs to begin with: what each side gets, at once or after changes. */
export function Recipes({ recipes }: { readonly recipes: readonly Recipe[] }) {
  const t = useTexts(referralTexts);
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {t('recipes_text')}
      </Text>
      <ul className={classes['recipes']}>
        {recipes.map((recipe) => (
          <RecipeCard key={recipe.recipe} recipe={recipe} />
        ))}
      </ul>
    </>
  );
}

/** Names units of a recipe, which need not be made yet. */
export function useRecipeUnits(units: Recipe['units']): (named: readonly { readonly unit: string }[]) => string {
  const language = useLanguage();
  const nameOf = (unit: string) => plain(units.find((each) => each.unit === unit)?.name[language] ?? unit, 60);
  return (named) => named.map(({ unit }) => nameOf(unit)).join(', ');
}

/** Says of which units the rules of paying were not set, and why. */
export function useTellLimits(units: Recipe['units']): (launched: LaunchedProgram | undefined) => void {
  const t = useTexts(referralTexts);
  const namesOf = useRecipeUnits(units);
  return (launched) => {
    for (const why of ['left', 'unfit'] as const) {
      const unset = (launched?.limits ?? []).filter(({ outcome }) => outcome === why);
      if (unset.length > 0) toast(t(`limits_${why}`, { units: namesOf(unset) }));
    }
  };
}

function RecipeCard({
  recipe: { recipe, name, friendGets, referrerGets, units, limits },
}: {
  readonly recipe: Recipe;
}) {
  const t = useTexts(referralTexts);
  const language = useLanguage();
  const go = useGo();
  const install = useWrite(referralApi.install);
  const title = plain(name[language], 100);
  const namesOf = useRecipeUnits(units);
  const tellLimits = useTellLimits(units);
  const launch = async (): Promise<void> => {
    try {
      const launched = await install.mutateAsync({ params: { recipe } });
      toast(t('installed'));
      tellLimits(launched);
      if (launched !== undefined) go(pathTo('program', { program: launched.program }));
    } catch (error) {
      toastProblem(error);
    }
  };
  const gets = (sentence: Recipe['friendGets']): string => plain(sentence?.[language] ?? t('gets_nothing'), 300);
  return (
    <li aria-label={title}>
      <Title order={2} size="h5">
        {title}
      </Title>
      <Text size="sm">
        <Ranges text={t('gets_friend', { amount: gets(friendGets) })} />
      </Text>
      <Text size="sm">
        <Ranges text={t('gets_referrer', { amount: gets(referrerGets) })} />
      </Text>
      {limits.length === 0 ? undefined : (
        <Text size="sm" c="dimmed">
          {t('brings_limits', { units: namesOf(limits) })}
        </Text>
      )}
      <Group gap="sm" mt="auto" pt="xs">
        <Button
          size="xs"
          aria-label={t('begin_with', { name: title })}
          onClick={() => go(`${pathTo('programNew')}?recipe=${recipe}`)}
        >
          {t('begin')}
        </Button>
        <Button
          size="xs"
          variant="default"
          aria-label={t('launch_as_is_named', { name: title })}
          loading={install.isPending}
          onClick={() => void launch()}
        >
          {t('launch_as_is')}
        </Button>
      </Group>
    </li>
  );
}
