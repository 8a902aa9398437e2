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
const TunnelDialog = lazy(async () => ({ default: (await import('../tunnel/tunnel-dialog.tsx')).TunnelDialog }))
const ConnectDialog = lazy(async () => ({ default: (await import('../connect/connect-dialog.tsx')).ConnectDialog }))
const Wizard = lazy(async () => ({ default: (await import('../wizard/wizard.tsx')).Wizard }))
const ComposerHost = lazy(async () => ({ default: (await import('./composer-host.tsx')).ComposerHost }))
const Composer = lazy(async () => ({ default: (await import('../composer/composer.tsx')).Composer }))
const ExportDialog = lazy(async () => ({ default: (await import('../export/export-dialog.tsx')).ExportDialog }))
const ResendManyDialog = lazy(async () => ({ default: (await import('./resend-many-dialog.tsx')).ResendManyDialog }))
const BulkDialog = lazy(async () => ({ default: (await import('../deliveries/bulk-dialog.tsx')).BulkDialog }))
const EnableDialog = lazy(async () => ({ default: (await import('../endpoints/enable-dialog.tsx')).EnableDialog }))
const RotateDialog = lazy(async () => ({ default: (await import('../endpoints/rotate-dialog.tsx')).RotateDialog }))
const SampleComposer = lazy(async () => ({ default: (await import('../samples/sample-composer.tsx')).SampleComposer }))
const EventDialog = lazy(async () => ({ default: (await import('../events/event-dialog.tsx')).EventDialog }))
const CustomDialog = lazy(async () => ({ default: (await import('../providers/custom/custom-dialog.tsx')).CustomDialog }))
const VerifyManyDialog = lazy(async () => ({ default: (await import('../sources/verify-many-dialog.tsx')).VerifyManyDialog }))
const CompareDialog = lazy(async () => ({ default: (await import('../compare/compare-dialog.tsx')).CompareDialog }))
const Overview = lazy(async () => ({ default: (await import('../overview/overview.tsx')).Overview }))
const TypesDialog = lazy(async () => ({ default: (await import('../types/types-dialog.tsx')).TypesDialog }))
const CheckDialog = lazy(async () => ({ default: (await import('../check/check-dialog.tsx')).CheckDialog }))
const LookDialog = lazy(async () => ({ default: (await import('../list/look-dialog.tsx')).LookDialog }))
const LabelDialog = lazy(async () => ({ default: (await import('../list/label-dialog.tsx')).LabelDialog }))
const ViewDialog = lazy(async () => ({ default: (await import('../list/view-dialog.tsx')).ViewDialog }))
const DeleteManyDialog = lazy(async () => ({ default: (await import('./delete-dialog.tsx')).DeleteManyDialog }))
const DeleteSourceDialog = lazy(async () => ({ default: (await import('../connect/delete-source-dialog.tsx')).DeleteSourceDialog }))
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
      return <SettingsDialog search={dialog.search ?? ''} onClose={closeDialog} />
    case 'tunnel':
      return <TunnelDialog onClose={closeDialog} />
    case 'connect':
      return <ConnectDialog sourceId={dialog.sourceId} onClose={closeDialog} />
    case 'wizard':
      return <Wizard onClose={closeDialog} />
    case 'source':
      return <SourceDialog key={dialog.id} id={dialog.id} from={dialog.from} provider={dialog.provider} onClose={closeDialog} />
    case 'endpoint':
      return <EndpointDialog key={dialog.id} id={dialog.id} onClose={closeDialog} />
    case 'composer':
      return <ComposerHost requestId={dialog.requestId} onClose={closeDialog} />
    case 'message':
      return <Composer endpointId={dialog.endpointId} onClose={closeDialog} />
    case 'compose':
      return <Composer composeFrom={dialog.requestId} onClose={closeDialog} />
    case 'export':
      return <ExportDialog ids={dialog.ids} onClose={closeDialog} />
    case 'samples':
      return <SampleComposer sourceId={dialog.sourceId} onClose={closeDialog} />
    case 'event':
      return <EventDialog sourceId={dialog.sourceId} eventId={dialog.eventId} onClose={closeDialog} />
    case 'provider':
      return <CustomDialog key={dialog.id} id={dialog.id} requestId={dialog.requestId} onClose={closeDialog} />
    case 'verify-many':
      return <VerifyManyDialog ids={dialog.ids} onClose={closeDialog} />
    case 'compare':
      return <CompareDialog a={dialog.a} b={dialog.b} onClose={closeDialog} />
    case 'resend-many':
      return <ResendManyDialog ids={dialog.ids} onClose={closeDialog} />
    case 'deliveries-bulk':
      return <BulkDialog action={dialog.action} of={dialog.of} onClose={closeDialog} />
    case 'enable-endpoint':
      return <EnableDialog id={dialog.id} onClose={closeDialog} />
    case 'rotate-secret':
      return <RotateDialog id={dialog.id} onClose={closeDialog} />
    case 'overview':
      return <Overview onClose={closeDialog} />
    case 'types':
      return <TypesDialog filter={dialog.filter} requestId={dialog.requestId} onClose={closeDialog} />
    case 'check':
      return <CheckDialog endpointId={dialog.endpointId} requestId={dialog.requestId} checkId={dialog.checkId} onClose={closeDialog} />
    case 'look':
      return <LookDialog onClose={closeDialog} />
    case 'label':
      return <LabelDialog ids={dialog.ids} onClose={closeDialog} />
    case 'view':
      return <ViewDialog id={dialog.id} filter={dialog.filter} onClose={closeDialog} />
    case 'delete-many':
      return <DeleteManyDialog ids={dialog.ids} onClose={closeDialog} />
    case 'leaving':
    case 'alerts':
      return null
    case 'delete-source':
      return <DeleteSourceDialog id={dialog.id} onClose={closeDialog} />
    case 'delete-endpoint':
    case 'delete-request':
      return <DeleteDialog kind={dialog.kind} id={dialog.id} onClose={closeDialog} />
  }
}
