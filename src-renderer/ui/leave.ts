/** A Dialog that may hold something which is kept nowhere else. */
export interface Holder {
  /** What is unsaved in it, by id. */
  readonly unsaved: Set<string>
  /** Asks whether it may be thrown away, and only then goes on. */
  ask(go: () => void): void
}

/** The Dialogs that are open, the inmost last. */
const open: Holder[] = []

const holding = (): Holder | undefined => open.findLast(({ unsaved }) => unsaved.size > 0)

/** Whether something is written that would be lost if the page went now. */
export const isUnsaved = (): boolean => holding() !== undefined

/** Does what takes the place of an open Dialog, or of what is written in it: at once if nothing is lost by it, else when a person says so. */
export function leave(go: () => void): void {
  const holder = holding()
  if (holder) holder.ask(go)
  else go()
}

/** @returns what takes it back */
export function hold(holder: Holder): () => void {
  open.push(holder)
  return () => void open.splice(open.indexOf(holder), 1)
}
