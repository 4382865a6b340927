import { expect, it } from '@jest/globals';
import type { Post } from '../../web/data/api.ts';
import { isStoppable } from '../../web/queue/actions/what-can-be-done.ts';

const post = (change: Partial<Post>) => ({ status: 'queued', landed: false, stopping: false, ...change }) as Post;

it('what is not out can be stopped, once', () => {
  for (const status of ['scheduled', 'queued', 'uploading', 'waiting', 'reconnect'] as const)
    expect([status, isStoppable(post({ status }))]).toEqual([status, true]);
  expect(isStoppable(post({ status: 'processing', landed: true }))).toBe(true);
  expect(isStoppable(post({ status: 'processing' }))).toBe(false);
  expect(isStoppable(post({ status: 'published' }))).toBe(false);
  expect(isStoppable(post({ status: 'uploading', stopping: true }))).toBe(false);
});

it('what cannot be taken back, because the access is gone, can be stopped again: then its user decides', () => {
  expect(isStoppable(post({ status: 'reconnect', stopping: true }))).toBe(true);
});
