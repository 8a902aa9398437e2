import { useApp } from '../../state/store.ts'
import { connectText as t } from '../../strings/connect.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ConnectPanel } from './connect-panel.tsx'

/** The panel as a dialog of its own. */
export function ConnectDialog({ sourceId, onClose }: { sourceId: string; onClose(): void }) {
  const source = useApp(state => state.sources.find(candidate => candidate.id === sourceId))
  return (
    <Dialog open onClose={onClose} title={t.title(source?.name ?? '')}>
      <ConnectPanel sourceId={sourceId} />
    </Dialog>
  )
}
