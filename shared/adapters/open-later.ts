/**
 * A port whose adapter is loaded and opened at its first call, so that calls which never need it do not wait for its
 * client. All methods of the port must be asynchronous.
 * @param open loads the adapter; asked again after it has failed
 */
export function openLater<Port extends object>(open: () => Promise<Port>): Port;
export function openLater(open: () => Promise<object>): object {
  let opened: Promise<object> | undefined;
  const load = async () => {
    opened ??= open();
    try {
      return await opened;
    } catch (error) {
      opened = undefined;
      throw error;
    }
  };
  return new Proxy(
    {},
    {
      get:
        (_target, name) =>
        async (...given: unknown[]) => {
          const port = await load();
          return Reflect.apply(Reflect.get(port, name), port, given);
        },
    },
  );
}
