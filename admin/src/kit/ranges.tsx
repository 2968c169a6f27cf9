import { Fragment } from 'react';
import classes from './kit.module.css';

const range = /(\d+–\d+)/u;

/** A sentence whose ranges, such as «10–20 баллов», stay in one line: browsers break lines after a dash. */
export function Ranges({ text }: { readonly text: string }) {
  let at = 0;
  return text.split(range).map((part) => {
    const from = at;
    at += part.length;
    return range.test(part) ? (
      <span key={from} className={classes['range']}>
        {part}
      </span>
    ) : (
      <Fragment key={from}>{part}</Fragment>
    );
  });
}
