import { useState } from 'react'

const names = ['body', 'headers', 'verification', 'deliveries', 'event', 'raw'] as const
export type TabName = (typeof names)[number]

const KEY = 'hookbench.detail.tab'

/** The open tab, the same for the next Request and after a restart: somebody who compares headers wants headers. */
export function useTab(): [TabName, (tab: TabName) => void] {
  const [tab, setTab] = useState<TabName>(remembered)
  const choose = (next: TabName) => {
    setTab(next)
    try {
      localStorage.setItem(KEY, next)
    } catch {
      // Not remembered then.
    }
  }
  return [tab, choose]
}

function remembered(): TabName {
  try {
    return names.find(name => name === localStorage.getItem(KEY)) ?? 'body'
  } catch {
    return 'body'
  }
}
