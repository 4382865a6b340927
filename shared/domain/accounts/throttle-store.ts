/** What becomes of a record, and what its reader wanted to know. */
export interface RecordChange<Answer> {
  readonly answer: Answer;
  /** Left out when nothing changes. */
  readonly write?: { readonly record: object; readonly keepMilliseconds: number };
}

/** Small records that many processes change at once, each gone some time after it was last written. */
export interface ThrottleStore {
  /**
   * Changes one record so that no change of somebody else is lost.
   * @param decide pure: it runs again when the record has changed meanwhile. A record that is not there is undefined.
   */
  update<Answer>(key: string, decide: (record: unknown) => RecordChange<Answer>): Promise<Answer>;
}
