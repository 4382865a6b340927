/** Everything that the page looks like; it loads nothing. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1c1d21; --soft: #5b5e68; --line: #dadce3; --card: #f3f4f8; --page: #fff; --accent: #2357d5; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf1; --soft: #a3a7b3; --line: #3a3d47; --card: #1f2127; --page: #15161a; --accent: #8fb0ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; display: grid; grid-template-columns: 280px minmax(0, 1fr); }
a { color: var(--accent); }
nav { border-right: 1px solid var(--line); padding: 24px 16px; position: sticky; top: 0; height: 100vh; overflow: auto; font-size: 14px; }
nav ul { list-style: none; margin: 0 0 16px; padding: 0; }
nav li { padding: 2px 0; }
main { padding: 24px clamp(16px, 4vw, 48px) 96px; max-width: 1000px; }
h1 { margin-top: 0; }
h2 { margin-top: 56px; border-bottom: 1px solid var(--line); padding-bottom: 4px; }
h3 { font-size: 18px; overflow-wrap: anywhere; }
h3 a { color: inherit; text-decoration: none; }
h4 { margin: 20px 0 8px; }
article { padding: 8px 0 24px; border-bottom: 1px solid var(--line); scroll-margin-top: 8px; }
.method { color: var(--accent); font-weight: 700; }
.soft, small { color: var(--soft); }
code { font: 14px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; overflow: auto; max-height: 420px; }
pre code { overflow-wrap: normal; }
.wide { overflow-x: auto; margin: 12px 0; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; vertical-align: top; padding: 6px 10px 6px 0; border-bottom: 1px solid var(--line); }
summary { cursor: pointer; color: var(--accent); margin: 8px 0; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media (max-width: 800px) { body { display: block; } nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); } }
`;
