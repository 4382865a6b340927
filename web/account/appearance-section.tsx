import { chooseTheme, type Theme, theme } from '../app/theme.ts';
import { useStore } from '../data/store.ts';
import { accountTexts } from '../texts/en/account.ts';
import { ChoiceGroup } from '../ui/choice-group.tsx';
import { Section } from '../ui/section.tsx';

const { appearance: texts } = accountTexts;
const choices: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: texts.system },
  { value: 'light', label: texts.light },
  { value: 'dark', label: texts.dark },
];

export function AppearanceSection() {
  const chosen = useStore(theme);
  return (
    <Section title={texts.title}>
      <ChoiceGroup legend={texts.legend} choices={choices} value={chosen} onChange={chooseTheme} />
    </Section>
  );
}
