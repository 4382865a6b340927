/** What is assumed of the way to a platform when its start is planned; whoever is slower is late, and not lost. */
const bytesPerSecond = 2_000_000;

/**
 * How long before its time a video is begun at a platform that can hold it back: a part for everybody, and the time that its
 * bytes take.
 * @param minimumSeconds for whatever the platform does with the video before it can be shown, and for tries that fail
 * @param maximumSeconds how long the platform keeps what nobody has seen yet, with room to spare
 */
export function landAhead(minimumSeconds: number, maximumSeconds: number): (sizeBytes: number) => number {
  return (sizeBytes) => Math.min(maximumSeconds, minimumSeconds + Math.ceil(sizeBytes / bytesPerSecond));
}
