// Plain JavaScript on purpose: this is the one file that must still load on an old Node to explain itself.

/** Ends the process with one clear line when this is not Node 24 or newer. */
export function requireNode24() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 24) return;
  console.error(
    `Hopper needs Node 24 or newer; this is Node ${process.versions.node}. ` +
      'On linux-x64 `npm ci` brings it along; elsewhere install Node 24 and run the command again.',
  );
  process.exit(1);
}
