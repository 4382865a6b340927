import type { InstagramSettings, TiktokSettings, YoutubeSettings } from '../../data/platform-settings.ts';
import type { GlobalSettings } from '../../data/settings.ts';
import { templateTexts } from '../../texts/en/templates.ts';

const { fields: texts } = templateTexts;

/** A template within a category of settings. */
export interface TemplateField<S> {
  /** As the API calls it; its errors name fields by it. */
  readonly name: keyof S & string;
  readonly label: string;
  readonly hint?: string;
  /** Several lines. */
  readonly isLong: boolean;
  /** Longest template that the contract takes, and whether an emoji counts as one or as two. */
  readonly limit: number;
  readonly unit: 'characters' | 'utf16';
  /** The template for everywhere that holds where this one is empty. */
  readonly inherits?: 'title_template' | 'description_template';
  readonly get: (values: S) => string;
  readonly set: (text: string) => Partial<S>;
}

/** Length of a template as the contract counts it. */
export function countTemplate(text: string, unit: TemplateField<object>['unit']): number {
  return unit === 'characters' ? [...text].length : text.length;
}

/** Whether all templates of a category are as short as they have to be. */
export function areWithinLimits<S>(fields: readonly TemplateField<S>[], values: S): boolean {
  return fields.every(({ get, unit, limit }) => countTemplate(get(values), unit) <= limit);
}

const long = { isLong: true, limit: 5000, unit: 'utf16' } as const;

export const globalFields: readonly TemplateField<GlobalSettings>[] = [
  {
    name: 'title_template',
    label: texts.title,
    isLong: false,
    limit: 100,
    unit: 'characters',
    get: (values) => values.title_template,
    set: (text) => ({ title_template: text }),
  },
  {
    ...long,
    name: 'description_template',
    label: texts.description,
    get: (values) => values.description_template,
    set: (text) => ({ description_template: text }),
  },
];

export const youtubeFields: readonly TemplateField<YoutubeSettings>[] = [
  {
    ...long,
    isLong: false,
    name: 'title_template',
    label: texts.title,
    inherits: 'title_template',
    get: (values) => values.title_template,
    set: (text) => ({ title_template: text }),
  },
  {
    ...long,
    name: 'description_template',
    label: texts.description,
    inherits: 'description_template',
    get: (values) => values.description_template,
    set: (text) => ({ description_template: text }),
  },
  {
    ...long,
    isLong: false,
    name: 'tags_template',
    label: texts.tags,
    hint: texts.tagsHint,
    get: (values) => values.tags_template,
    set: (text) => ({ tags_template: text }),
  },
];

export const tiktokFields: readonly TemplateField<TiktokSettings>[] = [
  {
    ...long,
    name: 'title_template',
    label: texts.title,
    inherits: 'title_template',
    get: (values) => values.title_template,
    set: (text) => ({ title_template: text }),
  },
  {
    ...long,
    name: 'description_template',
    label: texts.description,
    hint: texts.tiktokDescriptionHint,
    get: (values) => values.description_template,
    set: (text) => ({ description_template: text }),
  },
];

export const instagramFields: readonly TemplateField<InstagramSettings>[] = [
  {
    ...long,
    name: 'caption_template',
    label: texts.caption,
    limit: 2200,
    inherits: 'title_template',
    get: (values) => values.caption_template,
    set: (text) => ({ caption_template: text }),
  },
];
