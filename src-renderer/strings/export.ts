/** Text of the dialog that puts Requests into words for other tools. */
export const exportText = {
  title: (n: number) => (n === 1 ? 'Export a request' : `Export ${n} requests`),
  description: 'As text for another tool. Credentials are hidden unless you ask for them.',
  as: 'Format',
  forms: {
    curl: { label: 'curl', hint: 'A command for a POSIX shell' },
    har: { label: 'HAR', hint: 'HTTP Archive, with our replies' },
    fetch: { label: 'fetch', hint: 'JavaScript' },
    http: { label: '.http file', hint: 'For editors that send requests' },
    json: { label: 'JSON', hint: 'Headers in order, body as text or base64' },
    vitest: { label: 'vitest', hint: 'A test file that sends them and expects the replies' },
  },
  credentials: 'Include captured credentials',
  credentialsHint: 'Authorization, cookies and the like in clear text. This is logged.',
  making: 'Exporting',
  failed: 'The export failed',
  copy: 'Copy',
  download: 'Download',
  preview: 'Exported text',
  cut: (shown: string, all: string) => `Showing the first ${shown} of ${all}; copy and download include everything.`,
  tooMany: (limit: number) => `Only the newest ${limit} of the selected requests are exported.`,
} as const
