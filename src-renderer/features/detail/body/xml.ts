/** Comments, CDATA, processing instructions and the doctype (with its internal subset) first: what looks like a tag in them is none. */
const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE(?:[^[\]<>]|\[[^\]]*\])*>|<\/?[^\s<>/!?](?:"[^"]*"|'[^']*'|[^<>"'])*>|[^<]+/giy

/** Larger documents cost more to lay out than a glance is worth. */
export const MAX_XML = 4_000_000
/** Levels that are indented; a document of a hundred thousand levels would be all white space otherwise. */
const DEEPEST = 100
const indent = (depth: number): string => '  '.repeat(Math.min(depth, DEEPEST))

/**
 * XML with one element a line, indented by two spaces; null when it is not well-formed enough to say which element holds which. An
 * element that holds text alone stays on its line, and so does one that mixes text and elements: white space would change it.
 */
export function prettyXml(text: string): string | null {
  const tokens = text.length > MAX_XML ? null : tokensOf(text)
  if (tokens === null) return null
  const lines: string[] = []
  const open: { name: string; mixed: boolean; children: boolean }[] = []
  const put = (token: string) => {
    const parent = open.at(-1)
    if (parent?.mixed) lines[lines.length - 1] += token
    else lines.push(indent(open.length) + token)
  }
  for (const [index, token] of tokens.entries()) {
    const name = /^<\/?([^\s/>!?]+)/.exec(token)?.[1]
    const parent = open.at(-1)
    if (token.startsWith('</')) {
      if (parent?.name !== name) return null
      open.pop()
      if (parent?.children && !parent.mixed) lines.push(indent(open.length) + token)
      else lines[lines.length - 1] += token
    } else if (name !== undefined && !token.endsWith('/>')) {
      if (parent) parent.children = true
      put(token)
      // Whether there is text beside its elements is seen by looking at what follows, up to its first element.
      const next = tokens[index + 1] ?? ''
      open.push({ name, mixed: (parent?.mixed ?? false) || (isText(next) && next.trim() !== ''), children: false })
    } else if (!isText(token)) {
      if (parent) parent.children = true
      put(token)
    } else if (parent?.mixed) lines[lines.length - 1] += token
    else if (token.trim() !== '') {
      if (!parent) return null
      put(token.trim())
    }
  }
  return open.length > 0 ? null : lines.join('\n')
}

const isText = (token: string): boolean => !token.startsWith('<') || token.startsWith('<![CDATA[')

function tokensOf(text: string): string[] | null {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at
    const token = TOKEN.exec(text)?.[0]
    if (token === undefined) return null
    tokens.push(token)
  }
  return tokens.some(token => token.startsWith('<') && !token.startsWith('<!') && !token.startsWith('<?')) ? tokens : null
}
