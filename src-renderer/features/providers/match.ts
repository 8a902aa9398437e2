interface Named {
  readonly name: string
  readonly aliases?: readonly string[] | undefined
}

/**
 * Whether a provider is meant by what was typed: a word of its name or of another name of it begins so. Not anywhere within a word:
 * with a hundred providers every single letter would be in most of them.
 */
export function isMeant({ name, aliases = [], id }: Named & { readonly id: string }, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return true
  return [name, ...aliases, id.replaceAll('-', ' ')].some(text => {
    const lower = text.toLowerCase()
    return (
      lower.startsWith(wanted) ||
      new RegExp(`[^a-z0-9]${escaped(wanted)}`).test(lower) ||
      (wanted.length > 2 && lower.replaceAll(/[^a-z0-9]/g, '').includes(wanted))
    )
  })
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The other name by which a provider was found, to show beside its own; null when its own is it. */
export function foundBy({ name, aliases = [] }: Named, query: string): string | null {
  const wanted = query.trim().toLowerCase()
  if (wanted === '' || name.toLowerCase().includes(wanted)) return null
  return aliases.find(alias => isMeant({ id: '', name: alias }, wanted)) ?? null
}
