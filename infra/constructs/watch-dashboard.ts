import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  LogQueryVisualizationType,
  LogQueryWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type PlatformName, platformNames } from '../../shared/contract/platform-names.ts';
import { functionNames } from '../functions.ts';
import { queueNames } from '../queue-names.ts';
import { resourceName, type Stage } from '../stages.ts';
import { lambdaMetric, loggedMetric, queueMetric, toldMetric } from '../watch/watched-metric.ts';

/** One page: what users get in the upper half, what it is made of in the lower one. */
export class WatchDashboard extends Construct {
  constructor(scope: Construct, id: string, { stage, alarms }: { stage: Stage; alarms: readonly Alarm[] }) {
    super(scope, id);
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: resourceName(stage),
      defaultInterval: Duration.days(1),
    });
    dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 4 }));
    dashboard.addWidgets(...showPosts(stage));
    dashboard.addWidgets(...showWork(stage));
    dashboard.addWidgets(...showFunctions(stage));
    dashboard.addWidgets(showCauses(stage));
  }
}

const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 8 });
const sum = { statistic: 'Sum' } as const;
const outcomes = ['published', 'waiting', 'reconnect', 'needs_check', 'failed'];

function showPosts(stage: Stage) {
  const ofAll = (map: (platform: PlatformName) => IMetric[]) => platformNames.flatMap(map);
  const outcomesOf = (Platform: PlatformName) =>
    outcomes.map((Outcome) =>
      toldMetric(stage, 'PostOutcomes', { Platform, Outcome }, { ...sum, label: `${Platform} ${Outcome}` }),
    );
  const timeOf = (Platform: PlatformName) =>
    ['p50', 'p99'].map((statistic) =>
      toldMetric(stage, 'PostTimeToLive', { Platform }, { statistic, label: `${Platform} ${statistic}` }),
    );
  const lag = ['p50', 'p99', 'Maximum'].map((statistic) =>
    toldMetric(stage, 'ScheduleLag', {}, { statistic, label: statistic }),
  );
  return [
    graph('Posts by outcome', ofAll(outcomesOf)),
    graph('From order to live, ms', ofAll(timeOf)),
    graph('Planned posts behind their time, ms', lag),
  ];
}

function showWork(stage: Stage) {
  const refreshes = ['renewed', 'refused', 'failed'].map((Outcome) =>
    toldMetric(stage, 'TokenRefreshes', { Outcome }, { ...sum, label: `access ${Outcome}` }),
  );
  const transfers = ['done', 'partial', 'failed', 'paused', 'reconnect'].map((Outcome) =>
    toldMetric(stage, 'TransferOutcomes', { Outcome }, { ...sum, label: `transfers ${Outcome}` }),
  );
  const mails = ['sent', 'refused', 'delayed'].map((Outcome) =>
    toldMetric(stage, 'MailOutcomes', { Outcome }, { ...sum, label: `mails ${Outcome}` }),
  );
  const sessions = (['ActiveSessions', 'ActiveDriveSessions'] as const).map((name) =>
    toldMetric(stage, name, {}, { statistic: 'Maximum', label: name }),
  );
  return [
    graph('Access, transfers, mails', [...refreshes, ...transfers, ...mails]),
    graph('Oldest due work, ms', [toldMetric(stage, 'OldestDueWork', {}, { statistic: 'Maximum' })]),
    graph('Sessions', sessions),
  ];
}

function showFunctions(stage: Stage) {
  const durations = functionNames.map((name) =>
    lambdaMetric('Duration', { statistic: 'p99', label: name }, resourceName(stage, name)),
  );
  const trouble = (['apiErrors', 'functionTrouble'] as const).map((name) => loggedMetric(stage, name, sum));
  const ages = queueNames.map((name) =>
    queueMetric(stage, name, 'ApproximateAgeOfOldestMessage', { statistic: 'Maximum', label: name }),
  );
  return [
    graph('Functions, p99, ms', durations),
    graph('Errors', trouble),
    graph('Oldest message of each queue, s', ages),
  ];
}

/** The exact causes, which would be too many metrics: read from the log when somebody looks. */
function showCauses(stage: Stage) {
  return new LogQueryWidget({
    title: 'Why posts wait or fail',
    logGroupNames: [`/aws/lambda/${resourceName(stage, 'publish-worker')}`],
    queryLines: [
      'filter ispresent(PostOutcomes) and ispresent(code)',
      'stats count(*) as posts by Platform, Outcome, code',
      'sort posts desc',
      'limit 50',
    ],
    view: LogQueryVisualizationType.TABLE,
    width: 24,
    height: 8,
  });
}
