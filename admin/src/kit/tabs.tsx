import { useLocation } from '@tanstack/react-router';
import classes from './kit.module.css';
import { Link } from './link.tsx';

interface TabsProps {
  /** What the tabs divide, for screen readers. */
  readonly label: string;
  readonly items: readonly { readonly label: string; readonly href: string }[];
}

/** On a phone the tabs scroll sideways, and which one is open must be seen, also when the screen is turned. */
function keepInView(tab: HTMLAnchorElement): () => void {
  const row = tab.parentElement;
  if (row === null) return () => undefined;
  const watch = new ResizeObserver(() => {
    const [all, own] = [row.getBoundingClientRect(), tab.getBoundingClientRect()];
    row.scrollLeft += own.left + own.width / 2 - (all.left + all.width / 2);
  });
  watch.observe(row);
  return () => watch.disconnect();
}

function pathOf(href: string): string {
  return href.replace(/^\/admin/, '').split('?')[0] ?? '';
}

/** Screens that stand beside one another, such as those of the settings: each has an address of its own. */
export function Tabs({ label, items }: TabsProps) {
  const here = useLocation({ select: ({ pathname }) => pathname.replace(/^\/admin/, '') });
  const paths = items.map(({ href }) => pathOf(href));
  // A screen below one of the tabs, such as a comparison of versions, belongs to the nearest of them.
  const around = paths.filter((path) => here === path || here.startsWith(`${path}/`));
  const current = around.toSorted((one, other) => other.length - one.length)[0];
  return (
    <nav aria-label={label} className={classes['tabs']}>
      {items.map(({ href, label: text }) => {
        const isHere = pathOf(href) === current;
        const shown = isHere ? ({ 'aria-current': 'page', ref: keepInView } as const) : {};
        return (
          <Link key={href} href={href} {...shown}>
            {text}
          </Link>
        );
      })}
    </nav>
  );
}
