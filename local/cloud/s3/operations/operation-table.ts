import type { S3Answer, S3Call } from '../s3-call.ts';
import * as configuration from './bucket-configuration.ts';
import { createBucket, deleteBucket, getBucketLocation, headBucket, listBuckets } from './bucket-operations.ts';
import { completeMultipartUpload } from './complete-multipart-upload.ts';
import { copyObject } from './copy-object.ts';
import { deleteObject, deleteObjects } from './delete-objects.ts';
import { getObject } from './get-object.ts';
import { listObjects } from './list-objects.ts';
import { listMultipartUploads, listParts } from './list-parts.ts';
import { abortMultipartUpload, createMultipartUpload } from './multipart-start.ts';
import { putObject } from './put-object.ts';
import { uploadPart, uploadPartCopy } from './upload-part.ts';

export type Operation = {
  name: string;
  method: string;
  on: 'service' | 'bucket' | 'object';
  /** Query parameters that must all be there: what S3 calls a subresource. */
  query?: readonly string[];
  /** The request names a source to copy from. */
  copies?: boolean;
  run(call: S3Call): S3Answer | Promise<S3Answer>;
};

/** Every operation this server knows, the more specific one of a method and level first. */
export const operationTable: readonly Operation[] = [
  { name: 'ListBuckets', method: 'GET', on: 'service', run: listBuckets },

  { name: 'PutBucketCors', method: 'PUT', on: 'bucket', query: ['cors'], run: configuration.putBucketCors },
  { name: 'GetBucketCors', method: 'GET', on: 'bucket', query: ['cors'], run: configuration.getBucketCors },
  { name: 'DeleteBucketCors', method: 'DELETE', on: 'bucket', query: ['cors'], run: configuration.deleteBucketCors },
  {
    name: 'PutBucketNotificationConfiguration',
    method: 'PUT',
    on: 'bucket',
    query: ['notification'],
    run: configuration.putBucketNotification,
  },
  {
    name: 'GetBucketNotificationConfiguration',
    method: 'GET',
    on: 'bucket',
    query: ['notification'],
    run: configuration.getBucketNotification,
  },
  {
    name: 'PutBucketLifecycleConfiguration',
    method: 'PUT',
    on: 'bucket',
    query: ['lifecycle'],
    run: configuration.putBucketLifecycle,
  },
  {
    name: 'GetBucketLifecycleConfiguration',
    method: 'GET',
    on: 'bucket',
    query: ['lifecycle'],
    run: configuration.getBucketLifecycle,
  },
  {
    name: 'DeleteBucketLifecycle',
    method: 'DELETE',
    on: 'bucket',
    query: ['lifecycle'],
    run: configuration.deleteBucketLifecycle,
  },
  { name: 'GetBucketLocation', method: 'GET', on: 'bucket', query: ['location'], run: getBucketLocation },
  { name: 'ListMultipartUploads', method: 'GET', on: 'bucket', query: ['uploads'], run: listMultipartUploads },
  { name: 'ListObjectsV2', method: 'GET', on: 'bucket', query: ['list-type'], run: listObjects },
  { name: 'DeleteObjects', method: 'POST', on: 'bucket', query: ['delete'], run: deleteObjects },
  { name: 'CreateBucket', method: 'PUT', on: 'bucket', run: createBucket },
  { name: 'HeadBucket', method: 'HEAD', on: 'bucket', run: headBucket },
  { name: 'DeleteBucket', method: 'DELETE', on: 'bucket', run: deleteBucket },

  { name: 'CreateMultipartUpload', method: 'POST', on: 'object', query: ['uploads'], run: createMultipartUpload },
  { name: 'CompleteMultipartUpload', method: 'POST', on: 'object', query: ['uploadId'], run: completeMultipartUpload },
  {
    name: 'UploadPartCopy',
    method: 'PUT',
    on: 'object',
    query: ['partNumber', 'uploadId'],
    copies: true,
    run: uploadPartCopy,
  },
  { name: 'UploadPart', method: 'PUT', on: 'object', query: ['partNumber', 'uploadId'], run: uploadPart },
  { name: 'ListParts', method: 'GET', on: 'object', query: ['uploadId'], run: listParts },
  { name: 'AbortMultipartUpload', method: 'DELETE', on: 'object', query: ['uploadId'], run: abortMultipartUpload },
  { name: 'CopyObject', method: 'PUT', on: 'object', copies: true, run: copyObject },
  { name: 'PutObject', method: 'PUT', on: 'object', run: putObject },
  { name: 'GetObject', method: 'GET', on: 'object', run: getObject },
  { name: 'HeadObject', method: 'HEAD', on: 'object', run: getObject },
  { name: 'DeleteObject', method: 'DELETE', on: 'object', run: deleteObject },
];
