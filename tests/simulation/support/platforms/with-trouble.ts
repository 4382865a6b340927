import type { PlatformAnswer } from '../../../../shared/platforms/send.ts';
import type { Random } from '../seeded-random.ts';
import type { PlatformFaults } from './platform-model.ts';

/** A platform's own way to say that it does not work. */
export interface TroubleAnswers {
  /** @param status 500 or 503 */
  readonly broken: (status: number) => PlatformAnswer;
  readonly tooMany: () => PlatformAnswer;
  /** From something between us and the platform. */
  readonly refusal: () => PlatformAnswer;
}

/** Answers a request, or does something else before or after its effect. */
export function withTrouble(
  random: Random,
  faults: PlatformFaults,
  answers: TroubleAnswers,
  effect: () => PlatformAnswer,
): PlatformAnswer {
  if (random() < faults.trouble) return trouble(random, answers);
  const truth = effect();
  if (random() < faults.misreport) return answers.refusal();
  return random() < faults.trouble ? trouble(random, answers) : truth;
}

function trouble(random: Random, { broken, tooMany }: TroubleAnswers): PlatformAnswer {
  switch (Math.floor(random() * 5)) {
    case 0:
      throw new Error('ECONNRESET');
    case 1:
      return broken(503);
    case 2:
      return broken(500);
    case 3:
      return tooMany();
    default:
      return { ...tooMany(), headers: { 'retry-after': '7' } };
  }
}
