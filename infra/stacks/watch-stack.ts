import { Stack, type StackProps } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import { FunctionTrouble } from '../constructs/function-trouble.ts';
import { WatchDashboard } from '../constructs/watch-dashboard.ts';
import { resourceName, type Stage } from '../stages.ts';
import { listAlarms } from '../watch/list-alarms.ts';

interface WatchStackProps extends StackProps {
  readonly stage: Stage;
}

/**
 * Who notices that users lose something: alarms, where they go, and one page to look at. It knows everything by name and
 * takes nothing from another stack, so it can be left out, changed or removed without touching what runs.
 */
export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, { stage, ...props }: WatchStackProps) {
    super(scope, id, props);
    new FunctionTrouble(this, 'FunctionTrouble', stage);
    const { topic } = new AlarmTopic(this, 'Alarms', stage);
    const alarms = listAlarms(stage).map(
      ({ id: name, loses, entry, metric, threshold, periods = 1, wakesOnSilence }) => {
        const alarm = new Alarm(this, name, {
          alarmName: resourceName(stage, name),
          alarmDescription: `${loses} What to do: docs/runbook.md#${entry}`,
          metric,
          threshold,
          evaluationPeriods: periods,
          comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
          treatMissingData: wakesOnSilence ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
        });
        alarm.addAlarmAction(new SnsAction(topic));
        alarm.addOkAction(new SnsAction(topic));
        return alarm;
      },
    );
    new WatchDashboard(this, 'Dashboard', { stage, alarms });
  }
}
