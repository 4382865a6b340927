import { YoutubeVideoSettings } from '../../contract/settings/youtube.ts';
import type { FieldProblem } from '../../domain/hopper-error.ts';

/**
 * Combinations that YouTube would refuse.
 * @see https://developers.google.com/youtube/v3/docs/videos/insert#errors
 */
export function checkYoutubeSettings(
  settings: unknown,
  _destination: unknown = null,
  time?: { readonly now: number; readonly dueAt: number | null },
): FieldProblem[] {
  const { visibility, publish_at, localizations = {}, default_language } = YoutubeVideoSettings.parse(settings);
  const languages = Object.keys(localizations);
  const problems: FieldProblem[] = [];
  const add = (path: string, message: string) => problems.push({ path, message });
  if (publish_at !== undefined && visibility !== 'private') {
    add(
      'publish_at',
      `Needs visibility private: YouTube makes a private video public at that time, not a ${visibility} one.`,
    );
  }
  const publishAt = publish_at === undefined ? Number.POSITIVE_INFINITY : Date.parse(publish_at);
  if (time && publishAt <= time.now)
    add('publish_at', 'This time has passed: YouTube would make the video public at once.');
  else if (time && publishAt <= (time.dueAt ?? 0)) {
    add('publish_at', 'YouTube would make the video public before its scheduled time. Set one of the two times only.');
  }
  if (languages.length > 0 && default_language === '') {
    add('localizations', 'Needs default_language: the language that title and description themselves are in.');
  }
  const own = languages.find((language) => isSame(language, default_language));
  if (own !== undefined) {
    add('localizations', `${own} is the default_language: its words are title and description.`);
  }
  const doubled = languages.find((language, index) => languages.findIndex((other) => isSame(other, language)) < index);
  if (doubled !== undefined) add('localizations', `${doubled} is there twice.`);
  return problems;
}

/** Language tags are the same in any case. @see https://www.rfc-editor.org/rfc/rfc5646#section-2.1.1 */
function isSame(first: string, second: string): boolean {
  return first.toLowerCase() === second.toLowerCase();
}
