import { Bookmark, Pencil, Trash2 } from 'lucide-react'
import type { View } from '#contract/workbench.ts'
import { call } from '../../state/api.ts'
import { currentView } from '../../state/scope.ts'
import { useApp } from '../../state/store.ts'
import { openDialog, showView } from '../../state/ui.ts'
import { en } from '../../strings/en.ts'
import { listText } from '../../strings/list.ts'
import { notifyError } from '../../ui/toast.tsx'
import { RailItem } from './rail-item.tsx'

const t = listText.views

/** A saved filter: one press asks it of everything. */
export function ViewItem({ view }: { view: View }) {
  const current = useApp(state => state.view === 'requests' && currentView(state)?.id === view.id)
  return (
    <RailItem
      icon={<Bookmark />}
      name={view.name}
      detail={view.filter || t.everything}
      current={current}
      onClick={() => showView(view.filter)}
      menu={[
        { id: 'edit', label: en.action.edit, icon: <Pencil />, run: () => openDialog({ kind: 'view', id: view.id, filter: view.filter }) },
        {
          id: 'delete',
          label: t.delete,
          icon: <Trash2 />,
          danger: true,
          separated: true,
          run: () => void call('views.delete', { id: view.id }).catch(error => notifyError(t.deleteFailed, error)),
        },
      ]}
    />
  )
}
