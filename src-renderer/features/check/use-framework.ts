import { useState } from 'react'

const KEY = 'hookbench.framework'

/** Which framework's fixes are shown; remembered by this browser, for a person has one. */
export function useFramework(all: readonly string[]): readonly [string, (framework: string) => void] {
  const [chosen, setChosen] = useState(remembered)
  const choose = (framework: string) => {
    setChosen(framework)
    try {
      localStorage.setItem(KEY, framework)
    } catch {
      // A browser that keeps nothing: the choice holds as long as the report is shown.
    }
  }
  return [chosen !== null && all.includes(chosen) ? chosen : (all[0] ?? ''), choose]
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
