import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import classes from './tabs.module.css';

interface Props {
  readonly label: string;
  readonly selected: string;
  readonly onSelect: (id: string) => void;
  readonly tabs: readonly { readonly id: string; readonly title: string; readonly content: ReactNode }[];
}

/** Several sides of the same thing. All of them stay, so that nothing typed in one is lost by looking at another. */
export function Tabs({ label, selected, onSelect, tabs }: Props) {
  return (
    <AriaTabs selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))} className={classes.tabs ?? ''}>
      <TabList aria-label={label} className={classes.list ?? ''}>
        {tabs.map(({ id, title }) => (
          <Tab key={id} id={id} className={classes.tab ?? ''}>
            {title}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} shouldForceMount className={classes.panel ?? ''}>
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
