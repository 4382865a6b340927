const windowMilliseconds = 8000;

/** Speed of the last seconds. Long enough to be calm, short enough to notice that the network changed. */
export function createSpeedMeter() {
  let samples: { readonly at: number; readonly bytes: number }[] = [];
  return {
    /**
     * @param bytes everything that has arrived by now
     * @param at milliseconds of a clock that only goes forward
     * @returns bytes per second, 0 while nobody can know
     */
    measure(bytes: number, at: number): number {
      samples = [...samples.filter((sample) => sample.at > at - windowMilliseconds), { at, bytes }];
      const [first] = samples;
      if (!first || at - first.at < 500) return 0;
      return Math.max(0, ((bytes - first.bytes) / (at - first.at)) * 1000);
    },
    /** After a pause nothing is known any more. */
    forget(): void {
      samples = [];
    },
  };
}
