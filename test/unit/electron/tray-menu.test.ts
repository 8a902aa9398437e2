import { expect, test } from 'vitest'
import { type DeskState, lookOf, stateLines, trayMenu } from '../../../src-main/electron/tray-menu.ts'

const saved = {
  provider: 'ngrok',
  authtoken: null,
  domain: null,
  serverAddr: null,
  caCert: null,
  trafficPolicy: null,
  url: null,
  port: null,
} as const
const off = { state: 'off', url: null, saved } as const
const online = { state: 'online', url: 'https://a.example/', saved } as const
const desk = (changes: Partial<DeskState> = {}): DeskState => ({
  receiver: 'http://127.0.0.1:4400',
  tunnel: off,
  paused: [],
  sending: [],
  unseen: 0,
  ...changes,
})
const actions = (state: DeskState) => trayMenu(state).flatMap(line => (line === 'line' || line.action === null ? [] : line.action))

test.each([
  ['quiet', {}],
  ['quiet', { paused: ['ep_1'], sending: ['ep_2'] }],
  ['online', { tunnel: online }],
  ['paused', { paused: ['ep_1'], tunnel: online }],
  ['attention', { paused: ['ep_1'], unseen: 1 }],
  ['attention', { tunnel: { ...off, state: 'failed' as const } }],
] as const)('looks %s for %j', (look, changes) => {
  expect(lookOf(desk(changes))).toBe(look)
})

test('what does not apply is left out', () => {
  expect(actions(desk())).toEqual(['copy-local', 'tunnel-on', 'show', 'settings', 'quit'])
  expect(actions(desk({ tunnel: { ...off, saved: { ...saved, provider: null } } }))).not.toContain('tunnel-on')
  const busy = desk({ tunnel: online, paused: ['ep_1'], sending: ['ep_2', 'ep_3'], unseen: 3 })
  expect(actions(busy)).toEqual(['alerts', 'copy-public', 'copy-local', 'pause', 'resume', 'tunnel-off', 'show', 'settings', 'quit'])
})

test('no line stands beside another, at an end or at the beginning', () => {
  for (const state of [desk(), desk({ tunnel: { ...off, saved: { ...saved, provider: null } } }), desk({ tunnel: online, unseen: 1 })]) {
    const kinds = trayMenu(state).map(line => line === 'line')
    expect(kinds.some((line, at) => line && (at === 0 || at === kinds.length - 1 || kinds[at + 1]))).toBe(false)
  }
})

test('says where it receives, how the tunnel is, and what nobody has seen', () => {
  expect(stateLines(desk({ tunnel: online, unseen: 1 }))).toEqual([
    'Receiving at 127.0.0.1:4400',
    'Tunnel online: a.example',
    '1 unseen alert',
  ])
})
