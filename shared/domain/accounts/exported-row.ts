/** A row of an owner as the owner gets it. */
export interface ExportedRow {
  readonly kind: string;
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Of a video whose file is there. */
  readonly objectKey?: string | undefined;
}

export interface ExportPage {
  readonly rows: readonly ExportedRow[];
  /** Where the next page begins; undefined when there is none. */
  readonly next?: string | undefined;
}

/** Everything that is kept about an owner, page by page, without secrets and their hashes. */
export interface ExportSource {
  /** @param after as `next` of the page before. @throws HopperError invalid_input for another text */
  listPage(ownerId: string, after: string | undefined): Promise<ExportPage>;
}
