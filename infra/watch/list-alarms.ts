import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { deadLetterName } from '../queue-names.ts';
import { resourceName, type Stage } from '../stages.ts';
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
  /** No figures are as bad as one at the threshold; nobody minds when left out. */
  readonly wakesOnSilence?: true;
}

const minuteMs = 60_000;
const sum = { statistic: 'Sum' } as const;
const max = { statistic: 'Maximum' } as const;

/** All alarms of a stage: each goes off at its threshold or above. One for each thing that a person would do about it. */
export function listAlarms(stage: Stage): WatchAlarm[] {
  return [...listOfFunctions(stage), ...listOfQueues(stage), ...listOfPosts(stage)];
}

function listOfFunctions(stage: Stage): WatchAlarm[] {
  return [
    {
      id: 'functions-in-trouble',
      entry: 'functions-in-trouble',
      loses: 'Requests end in errors or take many seconds, and steps of posts and transfers are done again later.',
      metric: loggedMetric(stage, 'functionTrouble', { ...sum, minutes: 15 }),
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
      id: 'api-fails',
      entry: 'api-fails',
      loses: 'The page shows errors, or nobody can log in. Posts that are ordered go on.',
      metric: loggedMetric(stage, 'apiErrors', sum),
      threshold: 5,
    },
  ];
}

function listOfQueues(stage: Stage): WatchAlarm[] {
  return [
    {
      id: 'dead-letters',
      entry: 'dead-letters',
      loses: 'Videos may lack their look; nothing else yet. But something could not be handled many times in a row.',
      metric: queueMetric(stage, deadLetterName, 'ApproximateNumberOfMessagesVisible', max),
      threshold: 1,
    },
    {
      // Behind every other message and event stands a row whose time the sweeper knows: `work-waits`.
      id: 'videos-wait',
      entry: 'videos-wait',
      loses: 'Videos that arrived half an hour ago or more are not looked into: neither length nor size is known.',
      metric: lambdaMetric('AsyncEventAge', max, resourceName(stage, 'media-probe')),
      threshold: 30 * minuteMs,
      periods: 3,
    },
  ];
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
      loses:
        'Posts, transfers, mails or removals that are due are taken by no worker, or nobody looks whether they are.',
      metric: toldMetric(stage, 'OldestDueWork', {}, { ...max, minutes: 10 }),
      threshold: 15 * minuteMs,
      wakesOnSilence: true,
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
      id: 'sweeper-fails',
      entry: 'sweeper-fails',
      loses: 'One thing stays undone, such as a deletion or a file that nobody needs; everything else goes on.',
      metric: toldMetric(stage, 'SweeperFailures', {}, sum),
      threshold: 1,
      periods: 3,
    },
  ];
}
