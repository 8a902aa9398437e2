/** Counts what is under way, so that a stop can wait for it. A number and not a Set of promises, for the reason told in on-abort.ts. */
export function countWork() {
  let underWay = 0
  let awaited: (() => void)[] = []
  const ended = () => {
    underWay -= 1
    if (underWay > 0) return
    for (const tell of awaited) tell()
    awaited = []
  }
  return {
    /** @param promise that handles its own errors */
    track(promise: Promise<unknown>): void {
      underWay += 1
      // Not `finally`, which makes two promises more.
      void promise.then(ended, ended)
    },
    /** Resolves when nothing is under way. */
    async settled(): Promise<void> {
      while (underWay > 0) await new Promise<void>(resolve => awaited.push(resolve))
    },
  }
}
