/** What the endpoints of this area work with. */
export type Deps = Readonly<Record<string, never>>;
