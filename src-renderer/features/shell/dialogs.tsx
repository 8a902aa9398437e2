import { lazy, Suspense } from 'react'
import { useApp } from '../../state/store.ts'
import type { OpenDialog } from '../../state/types.ts'
import { closeDialog } from '../../state/ui.ts'
import { Boundary } from '../../ui/boundary.tsx'
// Part of the first load: letters that are typed right after its key are meant for it.
import { Palette } from './palette.tsx'

const Help = lazy(async () => ({ default: (await import('./help.tsx')).Help }))
const SourceDialog = lazy(async () => ({ default: (await import('../sources/source-dialog.tsx')).SourceDialog }))
const EndpointDialog = lazy(async () => ({ default: (await import('../endpoints/endpoint-dialog.tsx')).EndpointDialog }))
const SettingsDialog = lazy(async () => ({ default: (await import('../settings/settings-dialog.tsx')).SettingsDialog }))
const ComposerHost = lazy(async () => ({ default: (await import('./composer-host.tsx')).ComposerHost }))
const Composer = lazy(async () => ({ default: (await import('../composer/composer.tsx')).Composer }))
const DeliveryDialog = lazy(async () => ({ default: (await import('./delivery-dialog.tsx')).DeliveryDialog }))
const ResendManyDialog = lazy(async () => ({ default: (await import('./resend-many-dialog.tsx')).ResendManyDialog }))
const DeleteManyDialog = lazy(async () => ({ default: (await import('./delete-dialog.tsx')).DeleteManyDialog }))
const DeleteDialog = lazy(async () => ({ default: (await import('./delete-dialog.tsx')).DeleteDialog }))

/** The one modal thing that is open, loaded when it is first asked for. */
export function Dialogs() {
  const dialog = useApp(state => state.dialog)
  return dialog ? (
    <Boundary of={dialog.kind} onClose={closeDialog}>
      <Suspense fallback={null}>
        <Open dialog={dialog} />
      </Suspense>
    </Boundary>
  ) : null
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
    case 'message':
      return <Composer endpointId={dialog.endpointId} onClose={closeDialog} />
    case 'delivery':
      return <DeliveryDialog key={dialog.id} id={dialog.id} onClose={closeDialog} />
    case 'resend-many':
      return <ResendManyDialog ids={dialog.ids} onClose={closeDialog} />
    case 'delete-many':
      return <DeleteManyDialog ids={dialog.ids} onClose={closeDialog} />
    case 'leaving':
      return null
    case 'delete-source':
    case 'delete-endpoint':
    case 'delete-request':
      return <DeleteDialog kind={dialog.kind} id={dialog.id} onClose={closeDialog} />
  }
}
