import { formTexts } from '../../texts/en/forms.ts';
import rows from '../../ui/rows.module.css';

const { tiktok: texts } = formTexts;
const musicUrl = 'https://www.tiktok.com/legal/page/global/music-usage-confirmation/en';
const policyUrl = 'https://www.tiktok.com/legal/page/global/bc-policy/en';

/** What posting means, in TikTok's own order: the policy first where content is branded. */
export function Consent({ isBranded }: { readonly isBranded: boolean }) {
  return (
    <p className={rows.quiet}>
      {texts.agree}{' '}
      {isBranded && (
        <>
          <a href={policyUrl} target="_blank" rel="noreferrer">
            {texts.policy}
          </a>{' '}
          {texts.and}{' '}
        </>
      )}
      <a href={musicUrl} target="_blank" rel="noreferrer">
        {texts.music}
      </a>
      .
    </p>
  );
}
