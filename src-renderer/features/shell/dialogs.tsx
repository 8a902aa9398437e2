import { lazy, Suspense } from 'react'
import { useApp } from '../../state/store.ts'
import type { OpenDialog } from '../../state/types.ts'
import { closeDialog } from '../../state/ui.ts'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))
const Help = lazy(async () => ({ default: (await import('./help.tsx')).Help }))
const SourceDialog = lazy(async () => ({ default: (await import('../sources/source-dialog.tsx')).SourceDialog }))
const EndpointDialog = lazy(async () => ({ default: (await import('../endpoints/endpoint-dialog.tsx')).EndpointDialog }))
const SettingsDialog = lazy(async () => ({ default: (await import('../settings/settings-dialog.tsx')).SettingsDialog }))
const ComposerHost = lazy(async () => ({ default: (await import('./composer-host.tsx')).ComposerHost }))
const DeleteDialog = lazy(async () => ({ default: (await import('./delete-dialog.tsx')).DeleteDialog }))

/** The one modal thing that is open, loaded when it is first asked for. */
export function Dialogs() {
  const dialog = useApp(state => state.dialog)
  return <Suspense fallback={null}>{dialog ? <Open dialog={dialog} /> : null}</Suspense>
}

function Open({ dialog }: { dialog: OpenDialog }) {
  switch (dialog.kind) {
    case 'palette':
      return <Palette onClose={closeDialog} />
    case 'help':
      return <Help onClose={closeDialog} />
    case 'settings':
      return <SettingsDialog onClose={closeDialog} />
    case 'source':
      return <SourceDialog key={dialog.id} id={dialog.id} from={dialog.from} onClose={closeDialog} />
    case 'endpoint':
      return <EndpointDialog key={dialog.id} id={dialog.id} onClose={closeDialog} />
    case 'composer':
      return <ComposerHost requestId={dialog.requestId} onClose={closeDialog} />
    case 'delete-source':
    case 'delete-endpoint':
    case 'delete-request':
      return <DeleteDialog kind={dialog.kind} id={dialog.id} onClose={closeDialog} />
  }
}
