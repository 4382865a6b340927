import * as z from 'zod';

type Nullable<Fields extends z.ZodRawShape> = { [Name in keyof Fields]: z.ZodOptional<z.ZodNullable<Fields[Name]>> };

/**
 * What one video may say instead of the defaults: any field, and null to go back to the default.
 * @param fields the fields of a category of settings
 */
export function overridesOf<Fields extends z.ZodRawShape>(
  fields: Fields,
): z.ZodObject<Nullable<Fields>, z.core.$strict>;
export function overridesOf(fields: Readonly<Record<string, z.ZodType>>): z.ZodType {
  return z.strictObject(
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.nullable().optional()])),
  );
}
