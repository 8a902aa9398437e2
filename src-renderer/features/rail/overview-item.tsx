import { ChartColumn } from 'lucide-react'
import { openDialog } from '../../state/ui.ts'
import { firstText } from '../../strings/first.ts'
import { RailItem } from './rail-item.tsx'

export function OverviewItem() {
  return (
    <RailItem icon={<ChartColumn />} name={firstText.overview.title} current={false} onClick={() => openDialog({ kind: 'overview' })} />
  )
}
