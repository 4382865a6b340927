import { UnsavedGuard } from '../app/unsaved-guard.tsx';
import { commonTexts } from '../texts/en/common.ts';
import { templateTexts } from '../texts/en/templates.ts';
import { ListSkeleton } from '../ui/list-skeleton.tsx';
import { LoadError } from '../ui/load-error.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { type Edits, useEdits } from './draft/edits.ts';
import { useSettingsEdit } from './draft/use-settings-edit.ts';
import { TemplatesSection } from './fields/templates-section.tsx';
import { PostingSection } from './posting/posting-section.tsx';
import { PreviewSection } from './preview/preview-section.tsx';
import { SaveBar } from './save-bar.tsx';
import classes from './templates-page.module.css';
import { WordbankSection } from './wordbank/wordbank-section.tsx';

/** What videos say and how they are posted, unless one of them says otherwise. */
export function TemplatesPage() {
  const { edits, error, refetch } = useEdits();
  return (
    <>
      <PageHeader title={commonTexts.places.templates} text={templateTexts.text} />
      {edits ? (
        <TemplatesEditor edits={edits} />
      ) : error ? (
        <LoadError error={error} onRetry={refetch} />
      ) : (
        <ListSkeleton />
      )}
    </>
  );
}

function TemplatesEditor({ edits }: { readonly edits: Edits }) {
  const settings = useSettingsEdit(edits);
  return (
    <>
      <div className={classes.page}>
        <div className={classes.part}>
          <TemplatesSection edits={edits} settings={settings} />
        </div>
        <div className={classes.preview}>
          <PreviewSection edits={edits} />
        </div>
        <div className={classes.part}>
          <WordbankSection words={edits.global.values.wordbank} />
        </div>
        <div className={classes.part}>
          <PostingSection edit={edits.global} error={settings.errorOf('global')} />
        </div>
      </div>
      <SaveBar settings={settings} />
      <UnsavedGuard isDirty={settings.isDirty} onDiscard={settings.discard} />
    </>
  );
}
