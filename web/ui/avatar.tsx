import { useState } from 'react';
import classes from './avatar.module.css';

interface Props {
  readonly name: string;
  readonly url: string | null;
}

/** A picture, or the first letter where there is none or it does not load. Decoration: the name stands beside it. */
export function Avatar({ name, url }: Props) {
  const [isBroken, setBroken] = useState(false);
  if (url !== null && !isBroken) {
    return (
      <img
        className={classes.avatar}
        src={url}
        alt=""
        width={40}
        height={40}
        referrerPolicy="no-referrer"
        onError={() => setBroken(true)}
      />
    );
  }
  return (
    <span className={classes.avatar} aria-hidden>
      {name.slice(0, 1).toUpperCase()}
    </span>
  );
}
