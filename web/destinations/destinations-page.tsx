import { commonTexts } from '../texts/en/common.ts';
import { PageHeader } from '../ui/page-header.tsx';
export function DestinationsPage() {
  return <PageHeader title={commonTexts.places.destinations} />;
}
