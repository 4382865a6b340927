/** The values that one numeric field of a cron expression may have. */
export interface FieldRange {
  min: number;
  max: number;
  /** Names in order, the first one standing for `min`: JAN, SUN. */
  names?: readonly string[];
}

function parseValue(text: string, { min, max, names = [] }: FieldRange): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  if (named >= 0) return min + named;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}

function parseRange(text: string, range: FieldRange, stepped: boolean): [number, number] | undefined {
  if (text === '*') return [range.min, range.max];
  const [first = '', last, ...rest] = text.split('-');
  const from = parseValue(first, range);
  // `5/15` begins at 5 and goes on to the end of the range; a bare `5` is just that.
  const to = last === undefined ? (stepped ? range.max : from) : parseValue(last, range);
  return from === undefined || to === undefined || rest.length > 0 ? undefined : [from, to];
}

function expand([from, to]: [number, number], step: number, { min, max }: FieldRange): number[] {
  // FRI-MON goes over the end of the week.
  const length = to >= from ? to - from : max - min + 1 + to - from;
  return Array.from(
    { length: Math.floor(length / step) + 1 },
    (_, n) => min + ((from - min + n * step) % (max - min + 1)),
  );
}

/** Reads lists, ranges and steps such as `0,15,30-45/5`; undefined when it is none. The numbers come in order. */
export function parseNumberSet(text: string, range: FieldRange): number[] | undefined {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [base = '', stepText, ...rest] = part.split('/');
    const span = parseRange(base, range, stepText !== undefined);
    const step = stepText === undefined ? 1 : Number(/^\d+$/.test(stepText) ? stepText : 0);
    if (!span || step < 1 || rest.length > 0) return undefined;
    for (const value of expand(span, step, range)) values.add(value);
  }
  return [...values].sort((one, other) => one - other);
}
