import { ChevronLeft, Command, Moon, PanelLeft, Settings, Sun } from 'lucide-react'
import { commandOf, keyOf } from '../../commands/registry.ts'
import { useApp } from '../../state/store.ts'
import { openDialog, showPane, toggleRail } from '../../state/ui.ts'
import { en } from '../../strings/en.ts'
import { IconButton } from '../../ui/button.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Bell } from '../alerts/bell.tsx'
import { FilterBar } from '../filter/filter-bar.tsx'
import { LinkIndicator } from './link-indicator.tsx'

/** Who we are, whether we are live and at which URL, the filter, and what is always at hand. */
export function TopBar({ narrow }: { narrow: boolean }) {
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-line border-b bg-panel px-2 py-1.5 min-[780px]:h-[var(--bar)] min-[780px]:flex-nowrap">
      {narrow ? <NarrowNavigation /> : <RailButton />}
      <Mark className="size-5 shrink-0" />
      <h1 className="mr-1 font-semibold text-title tracking-[-0.01em] max-[959px]:sr-only">{en.app}</h1>
      <LinkIndicator />
      <div className="order-last w-full min-w-0 min-[780px]:order-none min-[780px]:w-auto min-[780px]:flex-1">
        <FilterBar />
      </div>
      <div className="ml-auto flex shrink-0 items-center gap-0.5">
        <Bell />
        <ThemeButton />
        <IconButton
          label={en.bar.palette}
          keys={keyOf('window.palette')}
          icon={<Command />}
          onClick={() => openDialog({ kind: 'palette' })}
        />
        <IconButton
          label={en.bar.settings}
          keys={keyOf('window.settings')}
          icon={<Settings />}
          onClick={() => openDialog({ kind: 'settings' })}
        />
      </div>
    </header>
  )
}

function RailButton() {
  const railOpen = useApp(state => state.railOpen)
  return <IconButton label={en.bar.rail} keys={keyOf('window.rail')} icon={<PanelLeft />} aria-expanded={railOpen} onClick={toggleRail} />
}

function NarrowNavigation() {
  const pane = useApp(state => state.narrowPane)
  if (pane === 'list') return <IconButton label={en.bar.toRail} icon={<PanelLeft />} onClick={() => showPane('rail')} />
  return <IconButton label={en.bar.back} icon={<ChevronLeft />} onClick={() => showPane('list')} />
}

function ThemeButton() {
  const theme = useApp(state => state.theme)
  return (
    <IconButton
      label={theme === 'dark' ? en.bar.themeToLight : en.bar.themeToDark}
      icon={theme === 'dark' ? <Sun /> : <Moon />}
      onClick={() => void commandOf('window.theme')?.run()}
    />
  )
}
