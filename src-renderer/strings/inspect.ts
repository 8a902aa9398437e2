/** Text of what the detail does beyond showing: hidden credentials, finding. */
export const inspectText = {
  hidden: {
    headers: 'Credentials in headers or the query are hidden.',
    body: (names: string) => `Credentials in this body are hidden: ${names}.`,
    compressed: (names: string) =>
      `These compressed bytes contain credentials (${names}) that cannot be hidden individually. View them decoded, or reveal them.`,
    logged: 'Revealing is logged.',
    reveal: 'Reveal',
    hide: 'Hide',
    shown: 'Credentials are visible.',
    failed: 'The credentials could not be revealed',
    download: 'Reveal and download',
    byte: 'A hidden byte',
  },
  find: {
    label: 'Find in the body',
    open: 'Find in the body',
    none: 'Nothing found',
    of: (at: number, all: string) => `${at} of ${all}`,
    next: 'Next match',
    previous: 'Previous match',
    close: 'Close search',
  },
  duplicateName: 'This name appears more than once',
  duplicates: (n: number) =>
    `${n === 1 ? '1 name appears' : `${n} names appear`} more than once in an object; most parsers keep only the last value.`,
  xml: {
    broken: 'This is not well-formed XML, so it is shown as received.',
    large: 'Too much XML to format; it is shown as received.',
  },
  long: (n: string) => `… ${n} more characters; the Text view shows them all`,
  loaded: (done: string, all: string) => `${done} of ${all} loaded`,
  stop: 'Stop',
  requestBody: (sent: boolean) => (sent ? 'Request body as sent' : 'Request body, not sent'),
} as const

/** A captured body with credentials in it, in the composer. */
export const hiddenInComposer = {
  body: (names: string) =>
    `It is sent exactly as captured. It contains credentials (${names}) that are hidden here; to edit it, reveal them first. Revealing is logged.`,
  reveal: 'Reveal and edit',
  mask: 'The body contains ••••••••, which stands for a hidden credential and would be sent literally.',
} as const
