// Runs the local S3 in a process of its own for s3-throughput.ts, so that its memory and processor time are its own.
import { startS3 } from '../../local/cloud/s3/start-s3.ts';

const [dataDir = ''] = process.argv.slice(2);
const server = await startS3({
  port: 0,
  dataDir,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret-key' },
  notify: async () => undefined,
});
process.on('message', () => process.send?.({ peakRssKiB: process.resourceUsage().maxRSS, cpu: process.cpuUsage() }));
process.send?.({ url: server.url });
