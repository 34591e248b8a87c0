import type { Fault, SourceFile } from './source-file.ts';

/** package-lock.json names no download addresses, so that it installs from whichever registry a machine uses. */
export const lockFaults = (files: readonly SourceFile[]): readonly Fault[] => {
  const lock = files.find((file) => file.path === 'package-lock.json');
  if (!lock) return [];
  const at = lock.text.indexOf('"resolved"');
  return at < 0
    ? []
    : [
        {
          path: lock.path,
          line: lock.text.slice(0, at).split('\n').length,
          says: 'a download address: install with --omit-lockfile-registry-resolved',
        },
      ];
};
