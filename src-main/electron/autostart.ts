/** Contents of the file by which a desktop on Linux starts a program at login. @param command program and arguments */
export function autostartEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Hookbench',
    'Comment=Receives webhooks in the background',
    `Exec=${command.map(quoted).join(' ')}`,
    'Icon=hookbench',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}

/** Whether such a file starts anything: desktops' own settings turn it off within it. */
export function startsAtLogin(entry: string): boolean {
  return !/^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/m.test(entry)
}

/** As the Desktop Entry Specification quotes an argument; the value's own escapes are undone first, so each backslash is there twice. */
function quoted(argument: string): string {
  const escaped = argument
    .replace(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')
  return `"${escaped}"`
}
