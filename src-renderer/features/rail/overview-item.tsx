import { ChartColumn } from 'lucide-react'
import { openDialog } from '../../state/ui.ts'
import { overviewText } from '../../strings/overview.ts'
import { RailItem } from './rail-item.tsx'

export function OverviewItem() {
  return <RailItem icon={<ChartColumn />} name={overviewText.title} current={false} onClick={() => openDialog({ kind: 'overview' })} />
}
