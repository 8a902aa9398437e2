import { CSPProvider } from '@base-ui/react/csp-provider'
import { useEffect, useSyncExternalStore } from 'react'
import { followAddress } from './commands/address.ts'
import { bindKeys } from './commands/keyboard.ts'
import { followMenu } from './commands/menu.ts'
import { onKeysSet, overrides } from './commands/registry.ts'
import { AlertWatch } from './features/alerts/watch.tsx'
import { Dialogs } from './features/shell/dialogs.tsx'
import { Shell } from './features/shell/shell.tsx'
import { useApp } from './state/store.ts'
import { Boundary } from './ui/boundary.tsx'
import { Toaster } from './ui/toast.tsx'
import { TooltipProvider } from './ui/tooltip.tsx'

/** The whole window. `data-app-state="loaded"` says that the first page is there: tests and scripts wait for it. */
export function App() {
  const loaded = useApp(state => state.loaded)
  const keys = useSyncExternalStore(onKeysSet, () => overrides)
  // biome-ignore lint/correctness/useExhaustiveDependencies: keys that were set are bound anew.
  useEffect(bindKeys, [keys])
  useEffect(followAddress, [])
  useEffect(followMenu, [])
  return (
    <CSPProvider disableStyleElements>
      <TooltipProvider delay={500}>
        <div data-app-state={loaded ? 'loaded' : 'loading'} className="h-full">
          <Boundary>
            <Shell />
          </Boundary>
        </div>
        <Dialogs />
        <AlertWatch />
        <Toaster />
      </TooltipProvider>
    </CSPProvider>
  )
}
