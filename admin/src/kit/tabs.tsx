import { useLocation } from '@tanstack/react-router';
import classes from './kit.module.css';
import { Link } from './link.tsx';

interface TabsProps {
  /** What the tabs divide, for screen readers. */
  readonly label: string;
  readonly items: readonly { readonly label: string; readonly href: string }[];
}

/** Screens that stand beside one another, such as those of the settings: each has an address of its own. */
export function Tabs({ label, items }: TabsProps) {
  const here = useLocation({ select: ({ pathname }) => pathname.replace(/^\/admin/, '') });
  return (
    <nav aria-label={label} className={classes['tabs']}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.href.replace(/^\/admin/, '').split('?')[0] === here ? 'page' : undefined}
        >
          {item.label}
        </Link>
      ))}
    </nav>
  );
}
