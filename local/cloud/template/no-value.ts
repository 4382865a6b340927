/** Stands for `AWS::NoValue`: whatever resolves to it is left out. */
export const noValue = Symbol('AWS::NoValue');
