/** What the endpoints of this area work with. */
export interface Deps {
  /** Scheme and host of the page. */
  readonly origin: string;
}
