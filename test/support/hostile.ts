/** One payload that means harm, or would break a careless viewer. */
export interface Hostile {
  readonly name: string
  readonly contentType: string
  readonly body: Uint8Array
}

const text = (body: string): Uint8Array => Buffer.from(body)
/** Sets this on the page when anything of a payload is executed. */
export const PWNED = 'hookbenchPwned'
const script = `window.${PWNED}=1`

/** Markup, scripts, invisible and turning characters, sizes and depths, broken encodings, terminal control sequences. */
export const hostileBodies: readonly Hostile[] = [
  {
    name: 'html',
    contentType: 'text/html',
    body: text(
      `<html><script>${script}</script><img src=x onerror="${script}"><iframe srcdoc="<script>parent.${PWNED}=1</script>"></iframe>`,
    ),
  },
  {
    name: 'svg',
    contentType: 'image/svg+xml',
    body: text(`<svg xmlns="http://www.w3.org/2000/svg" onload="${script}"><script>${script}</script></svg>`),
  },
  { name: 'svg-as-png', contentType: 'image/png', body: text(`<svg xmlns="http://www.w3.org/2000/svg" onload="${script}"/>`) },
  {
    name: 'end-of-script',
    contentType: 'application/json',
    body: text(`{"a":"</script><script>${script}</script>","__proto__":{"${PWNED}":1}}`),
  },
  { name: 'css', contentType: 'text/css', body: text(`</style><script>${script}</script>*{background:url(http://127.0.0.1:9/${PWNED})}`) },
  {
    name: 'turned',
    contentType: 'application/json',
    body: text('{"user\u202e\u2066\u2069nimda":"paid\u200b\u200d\ufeff\u2060","a\u0000b":"\u061c"}'.replace('\u0000', '\\u0000')),
  },
  { name: 'ten-megabytes-in-a-line', contentType: 'application/json', body: text(`{"line":"${'0123456789'.repeat(1_000_000)}"}`) },
  { name: 'deep', contentType: 'application/json', body: text(`${'{"a":['.repeat(100)}1${']}'.repeat(100)}`) },
  { name: 'deeper', contentType: 'application/json', body: text('['.repeat(100_000) + ']'.repeat(100_000)) },
  { name: 'million-items', contentType: 'application/json', body: text(`[${'1,'.repeat(999_999)}1]`) },
  {
    name: 'bad-utf8',
    contentType: 'application/json',
    body: Buffer.concat([text('{"a":"'), Uint8Array.of(0xc3, 0x28, 0xed, 0xa0, 0x80, 0xff), text('"}')]),
  },
  {
    name: 'terminal',
    contentType: 'text/plain',
    body: text('\u001b]0;owned\u0007\u001b[2J\u001b[31mred\u001b[0m\u009b1m\r\u0008 \u001b]52;c;b3duZWQ=\u0007'),
  },
  {
    name: 'entities',
    contentType: 'application/xml',
    body: text('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><x>&b;&c;</x>'),
  },
  {
    name: 'form',
    contentType: 'application/x-www-form-urlencoded',
    body: text(`a=%3Cscript%3E${script}%3C%2Fscript%3E&%E2%80%AEb=%00%1b%5B2J&=&%ZZ=1`),
  },
  {
    name: 'multipart',
    contentType: 'multipart/form-data; boundary=x',
    body: text(
      `--x\r\nContent-Disposition: form-data; name="<img src=x onerror=${script}>"; filename="\u202egnp.exe"\r\nContent-Type: text/html\r\n\r\n<script>${script}</script>\r\n--x--`,
    ),
  },
]
