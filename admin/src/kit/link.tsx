import { useLocation, useRouter } from '@tanstack/react-router';
import {
  type AnchorHTMLAttributes,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useEffectEvent,
  useRef,
} from 'react';

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  /** Of `pathTo`. */
  readonly href: string;
  readonly children?: ReactNode;
  readonly ref?: Ref<HTMLAnchorElement>;
}

/** A link to another screen: it opens here, and in a new tab when it is asked to, like any link. */
export function Link({ href, onClick, ...rest }: LinkProps) {
  const go = useGo();
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!plain || event.defaultPrevented || rest.target === '_blank') return;
    event.preventDefault();
    go(href);
  };
  return <a href={href} onClick={follow} {...rest} />;
}

/** Goes to an address of `pathTo`; `replace` leaves no step to go back to. */
export function useGo(): (href: string, how?: 'push' | 'replace') => void {
  const { history } = useRouter();
  return useCallback((href, how = 'push') => (how === 'push' ? history.push(href) : history.replace(href)), [history]);
}

/** Calls `leave` when another screen is shown, by a link or by a step back: for what stands above all screens. */
export function useWhenLeft(leave: () => void): void {
  const here = useLocation({ select: ({ pathname }) => pathname });
  const shown = useRef(here);
  const onLeave = useEffectEvent(leave);
  useEffect(() => {
    if (shown.current === here) return;
    shown.current = here;
    onLeave();
  }, [here]);
}
