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

/** Screens that stand beside one another, such as those of the settings: each has an address of its own. */
export function Tabs({ label, items }: TabsProps) {
  const here = useLocation({ select: ({ pathname }) => pathname.replace(/^\/admin/, '') });
  return (
    <nav aria-label={label} className={classes['tabs']}>
      {items.map(({ href, label: text }) => {
        const isHere = href.replace(/^\/admin/, '').split('?')[0] === here;
        const current = isHere ? ({ 'aria-current': 'page', ref: keepInView } as const) : {};
        return (
          <Link key={href} href={href} {...current}>
            {text}
          </Link>
        );
      })}
    </nav>
  );
}
