/**
 * Like Promise.all over a map, with a bound on how many run at the same time.
 * @throws whatever the first to fail throws; those under way are not waited for
 */
export async function mapLimited<In, Out>(
  values: readonly In[],
  limit: number,
  map: (value: In) => Promise<Out>,
): Promise<Out[]> {
  const results = new Map<number, Out>();
  const queue = values.entries();
  const work = async () => {
    for (const [index, value] of queue) results.set(index, await map(value));
  };
  await Promise.all(Array.from({ length: Math.min(limit, values.length) }, work));
  return [...results].toSorted(([one], [other]) => one - other).map(([, result]) => result);
}
