import { commonTexts } from '../texts/en/common.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { ExportSection } from './export/export-section.tsx';
import { LogSection } from './log/log-section.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { ProfileCard } from './profile-card.tsx';
import { RemovalSection } from './removal/removal-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { SigningInSection } from './signing-in/signing-in-section.tsx';
import { TokensSection } from './tokens-section.tsx';

export function AccountPage() {
  return (
    <>
      <PageHeader title={commonTexts.places.account} />
      <ProfileCard />
      <SigningInSection />
      <AppearanceSection />
      <NotificationsSection />
      <SessionsSection />
      <TokensSection />
      <LogSection />
      <ExportSection />
      <RemovalSection />
    </>
  );
}
