/**
 * Every figure that Hopper tells CloudWatch: its unit, and the dimensions under which it is counted. Each set of values is a
 * metric of its own that is paid for, so none of them may grow without end. Alarms and the dashboard read the same list.
 */
export const metrics = {
  /** A turn of a post that ended with an outcome, or with a wait. */
  PostOutcomes: { unit: 'Count', dimensions: [['Platform', 'Outcome'], ['Cause']] },
  /** From the order to its being out, of posts without a time. */
  PostTimeToLive: { unit: 'Milliseconds', dimensions: [['Platform']] },
  /** How long after its time a planned post was out. */
  ScheduleLag: { unit: 'Milliseconds', dimensions: [[]] },
  /** How long the work that has waited longest for a worker is overdue. The sweeper tells it once a minute: silence is an alarm. */
  OldestDueWork: { unit: 'Milliseconds', dimensions: [[]] },
  /** What the sweeper could not repair. */
  SweeperFailures: { unit: 'Count', dimensions: [[]] },
  /** Access tokens that were renewed, or not. */
  TokenRefreshes: { unit: 'Count', dimensions: [['Platform', 'Outcome'], ['Outcome']] },
  /** Moves between Drives that have ended, or stand still until their user does something. */
  TransferOutcomes: { unit: 'Count', dimensions: [['Outcome']] },
  MailOutcomes: { unit: 'Count', dimensions: [['Outcome']] },
  /** Browser sessions. */
  ActiveSessions: { unit: 'Count', dimensions: [[]] },
  ActiveDriveSessions: { unit: 'Count', dimensions: [[]] },
} as const satisfies Readonly<Record<string, MetricDeclaration>>;

interface MetricDeclaration {
  readonly unit: 'Count' | 'Milliseconds';
  /** Sets of names; [] = one figure for everything. */
  readonly dimensions: readonly (readonly string[])[];
}

export type MetricName = keyof typeof metrics;

/** The dimensions of a metric, each of which its teller must name. */
type DimensionOf<Name extends MetricName> = (typeof metrics)[Name]['dimensions'][number][number];

/** A figure as it is told. @property facts stand beside it in the log, where they cost nothing */
export interface Told<Name extends MetricName> {
  readonly value: number;
  readonly of: Readonly<Record<DimensionOf<Name>, string>>;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Tells a figure. It never fails, and nobody waits for it. */
export type TellMetric = <Name extends MetricName>(name: Name, told: Told<Name>) => void;
