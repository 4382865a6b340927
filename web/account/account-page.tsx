import { commonTexts } from '../texts/en/common.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { ProfileCard } from './profile-card.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { TokensSection } from './tokens-section.tsx';

export function AccountPage() {
  return (
    <>
      <PageHeader title={commonTexts.places.account} />
      <ProfileCard />
      <AppearanceSection />
      <NotificationsSection />
      <SessionsSection />
      <TokensSection />
    </>
  );
}
