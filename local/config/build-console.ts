import * as z from 'zod';
import { createConsole } from '../cloud/console/console.ts';
import type { Handler } from '../cloud/host/front.ts';
import { localCredentials } from '../cloud/host/local-credentials.ts';
import { localAccount, localRegion } from '../cloud/json-service/local-account.ts';
import type { LambdaService } from '../cloud/lambda/lambda-service.ts';
import { StoredMail } from '../cloud/ses/stored-mail.ts';
import { buildHomeUrl, buildWatchUrl } from './simulated-platforms.ts';
import type { Services } from './start-services.ts';

/** The console of this run, with everything that it shows. */
export function buildConsole(services: Services, lambda: LambdaService): Handler {
  const { endpoints, redisUrl, simulatorUrl, askCloud } = services;
  return createConsole({
    simulatorUrl,
    endpoints: {
      region: localRegion,
      accountId: localAccount,
      ...localCredentials,
      services: { ...endpoints },
      redis: redisUrl,
      simulatedPlatforms: simulatorUrl,
    },
    buildWatchUrl: ({ platform, remoteId }) => buildWatchUrl(simulatorUrl, platform, remoteId),
    buildHomeUrl: (platform) => buildHomeUrl(simulatorUrl, platform),
    listFunctions: () => lambda.listProcesses(),
    listMails: async (to) => z.array(StoredMail).parse(await askCloud({ kind: 'list-mails', to })),
    listUsage: () => askCloud({ kind: 'list-usage' }),
    resetUsage: () => askCloud({ kind: 'reset-usage' }),
    getAwsFaults: () => askCloud({ kind: 'get-faults' }),
    setAwsFaults: (faults) => askCloud({ kind: 'set-faults', faults }),
  });
}
