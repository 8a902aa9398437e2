/** What names the settings and leads to them: part of the first load, as the palette finds it. The rest is in settings.ts. */
export const sectionsText = {
  command: {
    section: (title: string) => `Settings: ${title}`,
    export: 'Export the workspace',
    import: 'Import a workspace',
  },
  contrast: 'Contrast',
  keys: { title: 'Keys' },
  desktop: {
    title: 'Desktop',
    closeToTray: 'Keep running in the tray when the window is closed',
    openAtLogin: 'Start when I log in',
  },
  updates: { title: 'Updates', wanted: 'Keep Hookbench up to date' },
  privacy: { title: 'Privacy' },
  workspace: { title: 'Workspace', export: 'Export', import: 'Import a file' },
}
