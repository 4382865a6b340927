import { ComparisonOperator, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { deadLetterNames, queueNames } from '../queue-names.ts';
import type { Stage } from '../stages.ts';
import { lambdaMetric, loggedMetric, queueMetric, toldMetric } from './watched-metric.ts';

/** When a person is told, and why that matters. */
export interface WatchAlarm {
  /** Name of the alarm behind `hopper-<stage>-`. */
  readonly id: string;
  /** Heading in docs/runbook.md that says what to do. */
  readonly entry: string;
  /** What a user loses. */
  readonly loses: string;
  readonly metric: Metric;
  readonly threshold: number;
  /** Periods in a row; 1 when left out. */
  readonly periods?: number;
  /** The absence of figures is the alarm. */
  readonly isSilence?: true;
}

const minuteMs = 60_000;
const sum = { statistic: 'Sum' } as const;
const max = { statistic: 'Maximum' } as const;

/** All alarms of a stage: each goes off at its threshold or above; silence goes off below. */
export function listAlarms(stage: Stage): WatchAlarm[] {
  return [...listOfFunctions(stage), ...listOfQueues(stage), ...listOfPosts(stage)];
}

function listOfFunctions(stage: Stage): WatchAlarm[] {
  return [
    {
      id: 'functions-fail',
      entry: 'functions-fail',
      loses: 'Requests end in errors, and steps of posts and transfers are done again a minute or more later.',
      metric: loggedMetric(stage, 'functionErrors', sum),
      threshold: 3,
    },
    {
      id: 'functions-throttled',
      entry: 'functions-throttled',
      loses: 'Requests are refused, and posts begin late.',
      // How many run at once is limited for the whole account, so that is where it is counted.
      metric: lambdaMetric('Throttles', sum),
      threshold: 10,
    },
    {
      id: 'functions-slow',
      entry: 'functions-slow',
      loses: 'Answers take many seconds; soon some will not come at all.',
      metric: loggedMetric(stage, 'slowInvocations', { ...sum, minutes: 15 }),
      threshold: 3,
    },
    {
      id: 'api-fails',
      entry: 'api-fails',
      loses: 'The page shows errors, or nobody can log in. Posts that are ordered go on.',
      metric: loggedMetric(stage, 'apiErrors', sum),
      threshold: 5,
    },
  ];
}

function listOfQueues(stage: Stage): WatchAlarm[] {
  const dead = deadLetterNames.map((name) => ({
    id: `letters-${name}`,
    entry: 'dead-letters',
    loses: 'Nothing yet: the sweeper looks after rows. But something could not be handled many times in a row.',
    metric: queueMetric(stage, name, 'ApproximateNumberOfMessagesVisible', max),
    threshold: 1,
  }));
  const old = queueNames.map((name) => ({
    id: `old-${name}`,
    entry: 'old-messages',
    loses: 'What was ordered begins half an hour late or more.',
    metric: queueMetric(stage, name, 'ApproximateAgeOfOldestMessage', max),
    threshold: 1800,
    periods: 3,
  }));
  return [...dead, ...old];
}

function listOfPosts(stage: Stage): WatchAlarm[] {
  return [
    {
      id: 'posts-late',
      entry: 'posts-late',
      loses: 'Planned posts came out minutes after their time.',
      metric: toldMetric(stage, 'ScheduleLag', {}, max),
      threshold: 5 * minuteMs,
    },
    {
      id: 'work-waits',
      entry: 'work-waits',
      loses: 'Posts, transfers or mails that are due are taken by no worker.',
      metric: toldMetric(stage, 'OldestDueWork', {}, max),
      threshold: 15 * minuteMs,
    },
    {
      id: 'posts-fail-inside',
      entry: 'posts-fail-inside',
      loses: 'Posts wait, and give up after hours, because of an error in Hopper itself.',
      metric: toldMetric(stage, 'PostOutcomes', { Cause: 'internal' }, { ...sum, minutes: 15 }),
      threshold: 3,
    },
    {
      id: 'access-not-renewed',
      entry: 'access-not-renewed',
      loses: 'All posts to a platform wait: it does not renew the access to any account.',
      metric: toldMetric(stage, 'TokenRefreshes', { Outcome: 'failed' }, { ...sum, minutes: 15 }),
      threshold: 5,
    },
    {
      id: 'mails-refused',
      entry: 'mails-refused',
      loses: 'Users get no mail: no new password, no word about posts that failed.',
      metric: toldMetric(stage, 'MailOutcomes', { Outcome: 'refused' }, { ...sum, minutes: 60 }),
      threshold: 5,
    },
    {
      id: 'sweeper-silent',
      entry: 'sweeper-silent',
      loses: 'What lost its hint waits until somebody looks: posts, transfers, mails, deletions.',
      metric: toldMetric(stage, 'SweeperRuns', {}, sum),
      threshold: 1,
      periods: 2,
      isSilence: true,
    },
    {
      id: 'sweeper-fails',
      entry: 'sweeper-fails',
      loses: 'One thing stays undone, such as a deletion or a file that nobody needs; everything else goes on.',
      metric: toldMetric(stage, 'SweeperFailures', {}, sum),
      threshold: 1,
      periods: 3,
    },
  ];
}

/** How an alarm compares, and what it makes of no figures. */
export function judgementOf({ isSilence }: WatchAlarm) {
  return isSilence
    ? {
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
      }
    : {
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      };
}
