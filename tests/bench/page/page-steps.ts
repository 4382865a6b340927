import type { Page } from 'playwright-core';

interface Step {
  readonly name: string;
  readonly act: () => Promise<unknown>;
}

/**
 * What a person does with a long queue, each step beginning where the one before it ended. Everything is found by selectors
 * that the browser answers by itself: looking for roles and names takes seconds of the very thread that is measured.
 */
export function pageSteps(page: Page, url: string, count: number): Step[] {
  const at = (selector: string) => page.locator(selector);
  const settle = () => page.waitForTimeout(1200);
  const click = (selector: string) => at(selector).click().then(settle);
  const bar = '[data-bottom-bar] button';
  const scrollTo = async (top: 'top' | 'bottom') => {
    await page.evaluate(`scrollTo({ top: ${top === 'top' ? 0 : 'document.body.scrollHeight'} })`);
    await page.waitForTimeout(150);
  };
  const listed = async () => Number(await at('[aria-setsize]').first().getAttribute('aria-setsize'));
  const scrollThrough = async () => {
    for (let turn = 0; turn < 200 && (await listed()) < count; turn += 1) await scrollTo('bottom');
    await settle();
  };
  const chooseView = (index: number) => click(`main fieldset label >> nth=${index}`);
  return [
    {
      name: 'opens the queue',
      act: () =>
        page
          .goto(url)
          .then(() => at('article').first().waitFor())
          .then(settle),
    },
    { name: 'scrolls through all of it', act: scrollThrough },
    { name: 'scrolls back', act: () => scrollTo('top').then(settle) },
    { name: 'selects one', act: () => at('[data-select]').nth(1).check().then(settle) },
    { name: 'selects all', act: () => click(`${bar} >> nth=0`) },
    { name: 'clears the selection', act: () => click(`${bar} >> nth=0`) },
    { name: 'opens a menu', act: () => click('article [aria-haspopup=menu] >> nth=1') },
    { name: 'moves a video to the top', act: () => click('[role=menuitem][data-key=top]').then(settle) },
    { name: 'opens a video', act: () => click('article h2 button >> nth=2') },
    { name: 'goes to its edit side', act: () => click('[role=tab] >> nth=1') },
    {
      name: 'types a title',
      act: () =>
        at('[role=dialog] form input:not([type=radio])').first().pressSequentially(`${Date.now()}`).then(settle),
    },
    { name: 'saves it', act: () => click('[role=dialog] [type=submit]') },
    { name: 'closes it', act: () => click('[role=dialog] button >> nth=0') },
    { name: 'goes to change the order', act: () => click('main button >> nth=0') },
    {
      name: 'moves one by keyboard',
      act: async () => {
        await at('[role=grid] button').first().focus();
        for (const key of ['Enter', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
        await settle();
      },
    },
    { name: 'is back in the queue', act: () => click('main button >> nth=0') },
    { name: 'filters by state', act: () => at('main select').selectOption('pending').then(settle) },
    { name: 'shows all again', act: () => at('main select').selectOption({ index: 0 }).then(settle) },
    { name: 'goes to the destinations', act: () => click('nav a[href="/destinations"]') },
    { name: 'comes back to the long queue', act: () => click('nav a[href="/"]') },
    { name: 'goes to the calendar', act: () => click('nav a[href="/calendar"]').then(settle) },
    { name: 'looks at the week', act: () => chooseView(1) },
    { name: 'looks at the list', act: () => chooseView(2) },
    { name: 'looks at the month', act: () => chooseView(0) },
    { name: 'previews a plan for all', act: () => click('main button >> nth=0') },
    { name: 'closes the plan', act: () => page.keyboard.press('Escape').then(settle) },
    { name: 'goes to the templates', act: () => click('nav a[href="/templates"]') },
  ];
}
