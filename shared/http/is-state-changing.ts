const safeMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** Whether a method may change something; such calls are checked for where they come from. */
export function isStateChanging(method: string): boolean {
  return !safeMethods.includes(method);
}
