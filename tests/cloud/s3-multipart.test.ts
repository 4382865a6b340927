import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bucket, errorOf, mebibyte, pattern, type S3Harness, startHarness, until } from './s3-harness.ts';

let s3: S3Harness;
beforeAll(async () => {
  s3 = await startHarness();
});
afterAll(() => s3.stop());

const target = (Key: string) => ({ Bucket: bucket, Key });

async function begin(Key: string, more = {}): Promise<string> {
  const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand({ ...target(Key), ...more }));
  return UploadId ?? '';
}

async function putPart(Key: string, UploadId: string, PartNumber: number, Body: Buffer | string): Promise<string> {
  const { ETag } = await s3.client.send(new UploadPartCommand({ ...target(Key), UploadId, PartNumber, Body }));
  return ETag ?? '';
}

const complete = (Key: string, UploadId: string, Parts: { PartNumber: number; ETag: string }[]) =>
  s3.client.send(new CompleteMultipartUploadCommand({ ...target(Key), UploadId, MultipartUpload: { Parts } }));

const md5 = (data: Buffer) => createHash('md5').update(data).digest();

describe('a multipart upload', () => {
  it('becomes one object with the composite tag, type and metadata it was begun with', async () => {
    const parts = [pattern(5 * mebibyte, 1), pattern(6 * mebibyte, 2), pattern(10, 3)];
    const id = await begin('joined', { ContentType: 'video/mp4', Metadata: { a: '1' } });
    const Parts = [];
    for (const [index, part] of parts.entries()) {
      Parts.push({ PartNumber: index * 10 + 1, ETag: await putPart('joined', id, index * 10 + 1, part) });
    }
    expect(Parts[0]?.ETag).toBe(`"${md5(parts[0] ?? Buffer.alloc(0)).toString('hex')}"`);
    const tag = `"${md5(Buffer.concat(parts.map(md5))).toString('hex')}-3"`;
    expect(await complete('joined', id, Parts)).toMatchObject({
      ETag: tag,
      Bucket: bucket,
      Key: 'joined',
      Location: `${s3.server.url}/${bucket}/joined`,
    });
    const got = await s3.client.send(new GetObjectCommand(target('joined')));
    expect(got).toMatchObject({ ETag: tag, ContentType: 'video/mp4', Metadata: { a: '1' } });
    const bytes = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(Buffer.concat(parts))).toBe(true);
  });

  it('is not visible before it is complete', async () => {
    const id = await begin('unseen');
    await putPart('unseen', id, 1, 'x');
    expect(await errorOf(s3.client.send(new HeadObjectCommand(target('unseen'))))).toMatchObject({ status: 404 });
    const { Contents } = await s3.client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'unseen' }));
    expect(Contents).toBeUndefined();
  });

  it('keeps the last body of a part that is sent twice and drops parts that are not listed', async () => {
    const id = await begin('again');
    await putPart('again', id, 1, 'old');
    const unlisted = new Set(s3.blobFiles());
    await putPart('again', id, 2, 'not listed');
    const added = s3.blobFiles().filter((file) => !unlisted.has(file));
    const ETag = await putPart('again', id, 1, 'new');
    await complete('again', id, [{ PartNumber: 1, ETag }]);
    const { Body } = await s3.client.send(new GetObjectCommand(target('again')));
    expect(await Body?.transformToString()).toBe('new');
    await until(() => !s3.blobFiles().some((file) => added.includes(file)));
  });

  it('runs beside another one of the same key; the last to complete stays', async () => {
    const ids = [await begin('race'), await begin('race')];
    const bodies = [pattern(5 * mebibyte, 1), pattern(5 * mebibyte, 2)];
    const tags = await Promise.all(
      ids.map(async (id, n) => [
        await putPart('race', id, 1, bodies[n] ?? ''),
        await putPart('race', id, 2, `tail ${n}`),
      ]),
    );
    for (const [n, id] of ids.entries()) {
      await complete(
        'race',
        id,
        (tags[n] ?? []).map((ETag, index) => ({ PartNumber: index + 1, ETag })),
      );
    }
    const { Body } = await s3.client.send(new GetObjectCommand(target('race')));
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(Buffer.concat([bodies[1] ?? Buffer.alloc(0), Buffer.from('tail 1')]))).toBe(true);
  });
});

describe('an aborted upload', () => {
  it('is gone with its parts', async () => {
    const before = new Set(s3.blobFiles());
    const id = await begin('aborted');
    await putPart('aborted', id, 1, 'x');
    await s3.client.send(new AbortMultipartUploadCommand({ ...target('aborted'), UploadId: id }));
    await until(() => s3.blobFiles().every((file) => before.has(file)));
    const calls = [
      () => putPart('aborted', id, 2, 'x'),
      () => complete('aborted', id, [{ PartNumber: 1, ETag: 'x' }]),
      () => s3.client.send(new ListPartsCommand({ ...target('aborted'), UploadId: id })),
      () => s3.client.send(new AbortMultipartUploadCommand({ ...target('aborted'), UploadId: id })),
    ];
    for (const call of calls) expect(await errorOf(call())).toEqual({ code: 'NoSuchUpload', status: 404 });
    await until(() => s3.blobFiles().every((file) => before.has(file)));
  });

  it('belongs to one key only', async () => {
    const id = await begin('mine');
    expect(await errorOf(putPart('theirs', id, 1, 'x'))).toEqual({ code: 'NoSuchUpload', status: 404 });
  });
});

describe('listing', () => {
  it('parts come in pages, in order of their number', async () => {
    const id = await begin('paged');
    const numbers = [7, 1, 10_000, 3, 2];
    for (const number of numbers) await putPart('paged', id, number, `part ${number}`);
    const input = { ...target('paged'), UploadId: id, MaxParts: 2 };
    const list = (PartNumberMarker?: string) => s3.client.send(new ListPartsCommand({ ...input, PartNumberMarker }));
    const pages = [];
    for (let page = await list(); ; page = await list(page.NextPartNumberMarker)) {
      pages.push((page.Parts ?? []).map(({ PartNumber }) => PartNumber));
      if (!page.IsTruncated) break;
    }
    expect(pages).toEqual([[1, 2], [3, 7], [10_000]]);
    const first = await list();
    expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2', MaxParts: 2, Key: 'paged' });
    expect(first.Parts?.[0]).toMatchObject({ Size: 6, ETag: `"${md5(Buffer.from('part 1')).toString('hex')}"` });
  });

  it('parts have a marker on the last page too, and start over behind it, as on S3', async () => {
    const id = await begin('marked');
    await putPart('marked', id, 5, 'x');
    const list = (PartNumberMarker?: string) =>
      s3.client.send(new ListPartsCommand({ ...target('marked'), UploadId: id, PartNumberMarker }));
    expect(await list()).toMatchObject({ IsTruncated: false, NextPartNumberMarker: '5' });
    const behind = await list('5');
    expect(behind).toMatchObject({ IsTruncated: false, NextPartNumberMarker: '0' });
    expect(behind.Parts).toBeUndefined();
  });

  it('uploads come in pages, by key', async () => {
    const keys = ['up/a', 'up/b', 'up/b', 'up/c'];
    for (const key of keys) await begin(key);
    const input = { Bucket: bucket, Prefix: 'up/', MaxUploads: 3 };
    const first = await s3.client.send(new ListMultipartUploadsCommand(input));
    expect(first.Uploads?.map(({ Key }) => Key)).toEqual(keys.slice(0, 3));
    const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = first;
    const rest = await s3.client.send(new ListMultipartUploadsCommand({ ...input, KeyMarker, UploadIdMarker }));
    expect([rest.Uploads?.map(({ Key }) => Key), rest.IsTruncated]).toEqual([['up/c'], false]);
    const afterB = await s3.client.send(new ListMultipartUploadsCommand({ ...input, KeyMarker: 'up/b' }));
    expect(afterB.Uploads?.map(({ Key }) => Key)).toEqual(['up/c']);
  });
});
