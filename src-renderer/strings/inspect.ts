import { plural } from '../ui/format.ts'

/** Text of what the detail does beyond showing: hidden credentials, finding, odd characters. */
export const inspectText = {
  hidden: {
    headers: 'Credentials in headers or the query are hidden.',
    body: (names: string) => `Credentials in this body are hidden: what stands under ${names}.`,
    compressed: (names: string) =>
      `These compressed bytes hold credentials (${names}), which cannot be hidden one by one. Look at them decoded, or reveal them.`,
    logged: 'Revealing is written to the log.',
    reveal: 'Reveal',
    hide: 'Hide',
    shown: 'Credentials are shown in clear.',
    failed: 'The credentials could not be revealed',
    download: 'Reveal and download',
    byte: 'A hidden byte',
  },
  find: {
    label: 'Find in the body',
    open: 'Find in the body',
    none: 'Nothing found',
    of: (at: number, all: string) => `${at} of ${all}`,
    next: 'Next place',
    previous: 'Previous place',
    close: 'Close the search',
  },
  odd: (code: string, name: string) => `U+${code}${name === '' ? '' : ` ${name}`}: a character that is not seen`,
  duplicateName: 'This name is here more than once',
  duplicates: (n: number) => `${plural(n, 'name')} stand more than once in one object; most parsers keep only the last value.`,
  xml: {
    broken: 'This is not well-formed XML, so it is shown as it came.',
    large: 'More XML than is worth laying out; it is shown as it came.',
  },
  long: (n: string) => `… ${n} more characters; the Text view shows them all`,
  loaded: (done: string, all: string) => `${done} of ${all} loaded`,
  stop: 'Stop',
  requestBody: 'Request body as sent',
} as const

/** A captured body with credentials in it, in the composer. */
export const hiddenInComposer = {
  body: (names: string) =>
    `It goes out exactly as captured. It holds credentials (${names}) that are hidden here; to edit it, reveal them first. That is written to the log.`,
  reveal: 'Reveal and edit',
  mask: 'The body holds ••••••••, which stands for a hidden credential and would be sent as it is written.',
} as const
