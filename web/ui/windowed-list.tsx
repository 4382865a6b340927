import { type ReactNode, startTransition, useEffect, useRef, useState } from 'react';

interface Props<Item> {
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly children: (item: Item) => ReactNode;
  /** Also of every group: what sets the distance between items. */
  readonly className: string | undefined;
  /** About as high as an item and the distance to the next, in pixels; what was seen once is known better. */
  readonly itemPixels: number;
}

/** So few that drawing a group is not noticed, so many that little is left of its frame. */
const groupSize = 10;
/** What is drawn at once when the page opens: about a screen. The rest follows when the browser has time. */
const firstGroups = 1;

/** A list of any length: only the groups of items near the screen are in the page, the others keep their room. */
export function WindowedList<Item>({ items, className, ...rest }: Props<Item>) {
  const starts = Array.from({ length: Math.ceil(items.length / groupSize) }, (_, index) => index * groupSize);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a ul takes no groups between itself and its items
    <div role="list" className={className}>
      {starts.map((start) => (
        <Group key={start} items={items} start={start} className={className} {...rest} />
      ))}
    </div>
  );
}

function Group<Item>({
  items,
  start,
  keyOf,
  children,
  className,
  itemPixels,
}: Props<Item> & { readonly start: number }) {
  const place = useRef<HTMLDivElement>(null);
  const seenPixels = useRef<number>(undefined);
  const [isNear, setNear] = useState(start < firstGroups * groupSize);
  useEffect(() => {
    const frame = place.current;
    if (!frame) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return;
        // Whoever stands in it with the keyboard keeps the place.
        if (!entry.isIntersecting && frame.contains(document.activeElement)) return;
        if (!entry.isIntersecting) seenPixels.current = entry.boundingClientRect.height;
        // Several groups at a time are drawn in small pieces, so that scrolling and typing come in between.
        startTransition(() => setNear(entry.isIntersecting));
      },
      { rootMargin: '100%' },
    );
    observer.observe(frame);
    return () => observer.disconnect();
  }, []);
  const shown = items.slice(start, start + groupSize);
  const height = isNear ? undefined : (seenPixels.current ?? shown.length * itemPixels);
  return (
    <div ref={place} className={className} style={{ height }}>
      {isNear &&
        shown.map((item, index) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div key={keyOf(item)} role="listitem" aria-setsize={items.length} aria-posinset={start + index + 1}>
            {children(item)}
          </div>
        ))}
    </div>
  );
}
