import * as z from 'zod';

export const checksumSchema = z.object({ name: z.enum(['CRC32', 'SHA1', 'SHA256']), value: z.string() });
/** An additional checksum, base64. That of a multipart object is a checksum of checksums with `-<parts>` behind it. */
export type Checksum = z.infer<typeof checksumSchema>;
export type ChecksumName = Checksum['name'];

const attributesSchema = z.object({
  /** System headers that are answered as they were sent: content-type, cache-control, … */
  headers: z.record(z.string(), z.string()),
  /** User metadata without the `x-amz-meta-` prefix. */
  metadata: z.record(z.string(), z.string()),
  checksum: checksumSchema.optional(),
  /** Of a multipart upload: the checksum every part has to bring. */
  checksumName: checksumSchema.shape.name.optional(),
});
export type Attributes = z.infer<typeof attributesSchema>;

/** A column that holds JSON. */
export const jsonColumn = z.string().transform((text): unknown => JSON.parse(text));
export const attributesColumn = jsonColumn.pipe(attributesSchema);
