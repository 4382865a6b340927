const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that is safe inside elements and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A whole page in the plain look of the simulated platforms, with the banner that says so. */
export function renderPage(title: string, body: string, width: 'narrow' | 'wide' = 'narrow'): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<p class="banner"><strong>SIMULATED</strong> This page belongs to Hopper's local platforms. Nothing here reaches the internet.</p>
<main class="${width}">
${body}
</main>
</body>
</html>
`;
}

const style = `
:root { color-scheme: light dark; --ink: #1c1d21; --soft: #5b5e68; --line: #dadce3; --card: #fff; --page: #f3f4f8; --accent: #2357d5; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf1; --soft: #a3a7b3; --line: #3a3d47; --card: #1f2127; --page: #15161a; --accent: #8fb0ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
.banner { margin: 0; padding: 8px 16px; background: #ffd54a; color: #332800; text-align: center; font-size: 14px; }
.banner strong { letter-spacing: .08em; margin-right: .5em; }
main { max-width: 480px; width: calc(100% - 24px); margin: 32px auto; padding: 28px; background: var(--card); border: 1px solid var(--line); border-radius: 16px; }
main.wide { max-width: 960px; }
h1 { font-size: 22px; line-height: 1.25; margin: 0 0 4px; }
fieldset { border: 0; padding: 0; margin: 24px 0 0; }
legend { font-size: 15px; font-weight: 600; padding: 0; margin: 0 0 8px; }
p { margin: 8px 0; }
.soft { color: var(--soft); font-size: 14px; }
.choice { display: flex; gap: 12px; align-items: center; padding: 10px 12px; border: 1px solid var(--line); border-radius: 10px; margin: 6px 0; cursor: pointer; }
.choice:has(input:checked) { border-color: var(--accent); outline: 1px solid var(--accent); }
.choice small { display: block; color: var(--soft); }
.initial { flex: none; width: 36px; height: 36px; border-radius: 50%; display: grid; place-items: center; background: var(--accent); color: var(--card); font-weight: 600; }
.actions { display: flex; gap: 12px; justify-content: flex-end; margin-top: 24px; }
button { font: inherit; padding: 10px 22px; border-radius: 999px; border: 1px solid var(--line); background: transparent; color: inherit; cursor: pointer; }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--card); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.note { padding: 10px 12px; border: 1px solid var(--line); border-left: 4px solid #e0a800; border-radius: 8px; }
code { overflow-wrap: anywhere; }
video { width: 100%; border-radius: 12px; background: #000; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
td, th { text-align: left; padding: 6px 8px; border-bottom: 1px solid var(--line); vertical-align: top; }
a { color: var(--accent); }
`;
