/** More of it nobody reads in a dialog. */
const LIMIT = 20_000
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

type Notes = string | readonly { readonly version: string; readonly note: string | null }[] | null | undefined

/** Release notes as plain text: feeds give Markdown, HTML, or one of these for each version between. Null when they say nothing. */
export function plainNotes(notes: Notes): string | null {
  const text = typeof notes === 'string' ? notes : (notes ?? []).map(({ version, note }) => `${version}\n${note ?? ''}`).join('\n\n')
  const plain = text
    .replace(/<li[^>]*>/gi, '- ')
    .replace(/<br\s*\/?>|<\/(?:p|li|h\d|ul|ol|div)>/gi, '\n')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return plain === '' ? null : plain.slice(0, LIMIT)
}
