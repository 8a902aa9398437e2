/** What an option of curl means to an import. */
export type CurlOption =
  /** Takes a value that is of no interest here (`-o file`). */
  | 'value'
  /** Takes none and changes nothing that is sent. */
  | 'flag'
  | 'request'
  | 'header'
  | 'data'
  | 'data-raw'
  | 'data-urlencode'
  | 'json'
  | 'user'
  | 'bearer'
  | 'get'
  | 'head'
  | 'agent'
  | 'referer'
  | 'cookie'
  | 'url'
  | 'form'
  | 'upload'
  | 'config'
  | 'insecure'
  | 'proxy'

/** Short options, as curl's manual has them. */
export const SHORT: Readonly<Record<string, CurlOption>> = {
  X: 'request',
  H: 'header',
  d: 'data',
  u: 'user',
  G: 'get',
  I: 'head',
  A: 'agent',
  e: 'referer',
  b: 'cookie',
  F: 'form',
  T: 'upload',
  K: 'config',
  k: 'insecure',
  x: 'proxy',
  ...Object.fromEntries([...'cCDEhmoPQrtUwyYz'].map(letter => [letter, 'value' as const])),
  ...Object.fromEntries([...'012346aBfgijJlLMnNOpqRsSvVZ#:'].map(letter => [letter, 'flag' as const])),
}

/** Long options that mean something; the rest are flags, unless they are in `VALUED`. */
export const LONG: Readonly<Record<string, CurlOption>> = {
  request: 'request',
  header: 'header',
  data: 'data',
  'data-ascii': 'data',
  'data-binary': 'data',
  'data-raw': 'data-raw',
  'data-urlencode': 'data-urlencode',
  json: 'json',
  user: 'user',
  'oauth2-bearer': 'bearer',
  get: 'get',
  head: 'head',
  'user-agent': 'agent',
  referer: 'referer',
  cookie: 'cookie',
  url: 'url',
  form: 'form',
  'form-string': 'form',
  'upload-file': 'upload',
  config: 'config',
  insecure: 'insecure',
  proxy: 'proxy',
}

const VALUED = new Set(
  (
    'cacert capath cert cert-type ciphers connect-timeout connect-to cookie-jar create-file-mode crlfile dns-servers doh-url dump-header ' +
    'egd-file engine expect100-timeout interface ip-tos keepalive-time key key-type limit-rate local-port max-filesize max-redirs max-time ' +
    'netrc-file noproxy output output-dir pass pinnedpubkey preproxy proto proto-redir proxy-header proxy-user quote random-file range rate ' +
    'request-target resolve retry retry-delay retry-max-time socks5 socks5-hostname speed-limit speed-time stderr time-cond tls-max ' +
    'tls13-ciphers trace trace-ascii unix-socket variable write-out aws-sigv4 url-query'
  ).split(' '),
)

export const longOption = (name: string): CurlOption =>
  Object.hasOwn(LONG, name) ? (LONG[name] as CurlOption) : VALUED.has(name) ? 'value' : 'flag'

/** Options that stand alone. */
export const ALONE: ReadonlySet<CurlOption> = new Set<CurlOption>(['flag', 'get', 'head', 'insecure'])
