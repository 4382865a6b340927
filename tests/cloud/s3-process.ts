// A server for s3-durability.test.ts that can be killed: `node s3-process.ts <data folder> deliver|hang`.
import { startS3 } from '../../local/cloud/s3/start-s3.ts';

const [dataDir = '', mode] = process.argv.slice(2);
const server = await startS3({
  port: 0,
  dataDir,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret-key' },
  notify: async ({ body }) => {
    if (mode === 'hang') await new Promise(() => undefined);
    process.send?.({ delivered: body });
  },
});
process.send?.({ url: server.url });
