import { overviewText } from '../../strings/overview.ts'
import type { Point } from './sums.ts'

const WIDTH = 240
const HEIGHT = 28

/** Bars of a small multiple: height is how many, the lower part how many of them failed. Its words are there for those who do not see it. */
export function Chart({ name, points }: { name: string; points: readonly Point[] }) {
  const most = Math.max(1, ...points.map(point => point.all))
  const step = WIDTH / points.length
  const words = overviewText.chart(name, total(points, 'all'), Math.max(0, ...points.map(point => point.all)), total(points, 'failed'))
  return (
    <svg role="img" aria-label={words} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className="h-7 w-full">
      <title>{words}</title>
      <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="stroke-line" />
      {points.map(({ all, failed }, index) => {
        if (all === 0) return null
        const height = Math.max(1.5, (all / most) * HEIGHT)
        const bad = (failed / most) * HEIGHT
        const x = index * step
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part of the time is its place.
          <g key={index}>
            <rect x={x} y={HEIGHT - height} width={Math.max(1, step - 1)} height={height - bad} className="fill-accent/75" />
            {bad > 0 ? <rect x={x} y={HEIGHT - bad} width={Math.max(1, step - 1)} height={bad} className="fill-bad" /> : null}
          </g>
        )
      })}
    </svg>
  )
}

const total = (points: readonly Point[], of: keyof Point): number => points.reduce((sum, point) => sum + point[of], 0)
