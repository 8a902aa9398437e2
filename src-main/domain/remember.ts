/** Gives the last result again for as long as the arguments stay the same. For pure work, whose results nobody changes. */
export function rememberLast<A extends readonly unknown[], R>(work: (...args: A) => R): (...args: A) => R {
  let known: { readonly args: A; readonly result: R } | null = null
  return (...args) => {
    if (known?.args.every((arg, i) => arg === args[i])) return known.result
    known = { args, result: work(...args) }
    return known.result
  }
}

/**
 * Keeps the results for the few texts that are asked for all the time. For pure work, whose results nobody changes.
 * @param most beyond so many, all are forgotten: what is asked for all the time soon is there again
 */
export function rememberFew<R>(most: number, work: (text: string) => R): (text: string) => R {
  const known = new Map<string, R>()
  return text => {
    const before = known.get(text)
    if (before !== undefined) return before
    const result = work(text)
    if (known.size >= most) known.clear()
    known.set(text, result)
    return result
  }
}
