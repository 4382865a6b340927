/** What the names in a template stand for, seen from one resource. */
export interface Scope {
  /** Value of `Ref`: a parameter, a pseudo parameter or a resource. */
  ref(name: string): Promise<unknown>;
  /** Value of `Fn::GetAtt`. */
  getAtt(logicalId: string, attribute: string): Promise<unknown>;
  /** Value that another stack exports. */
  importValue(name: string): Promise<unknown>;
  /** Whether a condition of the template holds. */
  condition(name: string): Promise<boolean>;
  /** Value of `Fn::FindInMap`; undefined when there is none. */
  findInMap(map: string, topKey: string, secondKey: string): unknown;
}
