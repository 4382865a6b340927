/** An address with more in its query; what is undefined is left out. */
export function withParameters(
  address: string | URL,
  parameters: Readonly<Record<string, string | undefined>> = {},
): URL {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value);
  return url;
}
