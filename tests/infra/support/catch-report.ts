/** The findings with which a synthesis ends; empty when it ends well. */
export function catchReport(synthesize: () => unknown): string {
  try {
    synthesize();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
