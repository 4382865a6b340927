import { createMemoryVideos } from '../support/memory-video-store.ts';
import { describeVideoStore } from './video-store-contract.ts';

describeVideoStore('memory', async () => createMemoryVideos());
