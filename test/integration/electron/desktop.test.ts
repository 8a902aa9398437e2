import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildIfStale } from '../../../src-main/launcher/build.ts'
import { launchShell, type Shell } from '../../support/electron-stand-in/shell.ts'
import { temporaryFolder } from '../../support/launched.ts'

/** Desktop manners of the built Electron host, played as a package on a desktop with a tray. One application for most tests. */
const folder = temporaryFolder()
const dataDir = join(folder.path, 'data')
const env = {
  DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere',
  STAND_IN_RESOURCES: folder.path,
  XDG_CONFIG_HOME: join(folder.path, 'config'),
}
const autostart = join(folder.path, 'config/autostart/hookbench.desktop')
let shell: Shell
const patient = { timeout: 20_000 }
const lines = async (of = shell) => (await of.state()).tray?.lines ?? []
const labels = async () => (await lines()).map(({ label }) => label)
const text = (selector: string) => shell.ask('evaluate', `document.querySelector(${JSON.stringify(selector)})?.innerText ?? ""`)
const loaded = (of: Shell) =>
  expect
    .poll(() => of.ask('evaluate', 'document.querySelector("[data-app-state]")?.dataset.appState').catch(() => ''), patient)
    .toBe('loaded')

beforeAll(async () => {
  expect(buildIfStale()).toBe(true)
  shell = launchShell(dataDir, env)
  await shell.ready
}, 180_000)

afterAll(async () => {
  shell?.child.kill('SIGTERM')
  await shell?.ended
  folder.remove()
})

describe('the tray', () => {
  test('tells the state, and copies the URL', async () => {
    const { receiver } = await shell.ready
    await loaded(shell)
    await expect.poll(labels, patient).toContain('Tunnel off')
    expect((await labels())[0]).toBe(`Receiving at ${String(receiver).replace('http://', '')}`)
    expect((await shell.state()).tray?.image).toMatch(/^quiet(Template)?\.png$/)
    await shell.ask('tray', 'copy-local')
    expect((await shell.state()).copied).toEqual([receiver])
  })

  test('pauses what can be paused and says so; resumes it', async () => {
    const saved = { name: 'Mine', url: 'http://127.0.0.1:9/', local: true, scheme: null }
    const { id } = await shell.rpc('endpoints.save', saved)
    await expect.poll(labels, patient).toContain('Pause the Endpoint')
    await shell.ask('tray', 'pause')
    await expect.poll(labels, patient).toContain('Resume 1 Endpoint')
    expect((await shell.state()).tray?.image).toMatch(/^paused/)
    expect((await shell.rpc('endpoints.list', {})).rows).toMatchObject([{ id, paused: true }])
    await shell.ask('tray', 'resume')
    await expect.poll(labels, patient).toContain('Pause the Endpoint')
    expect((await shell.rpc('endpoints.list', {})).rows).toMatchObject([{ id, paused: false }])
  })

  test('shows a tunnel that is online, and hears from the system that the machine slept', async () => {
    const { target } = await shell.rpc('tunnel.status', {})
    await shell.rpc('tunnel.start', { provider: 'manual', url: target })
    await expect.poll(labels, patient).toContain(`Tunnel online: ${target.replace('http://', '')}`)
    expect((await shell.state()).tray?.image).toMatch(/^online/)
    await shell.ask('tray', 'copy-public')
    expect((await shell.state()).copied.at(-1)).toBe(target)
    // What looks connected may be dead after a sleep, so the tunnel is tested.
    const tested = async () => (await shell.rpc('tunnel.status', {})).tests.today
    const before = await tested()
    await shell.ask('resume')
    await expect.poll(tested, patient).toBe(before + 1)
    await shell.ask('tray', 'tunnel-off')
    await expect.poll(labels, patient).toContain('Tunnel off')
    expect(await labels()).toContain('Turn the Tunnel On')
  })

  test('counts alerts that nobody has seen, and opens them', async () => {
    const refuses = { name: 'Refuses', url: 'http://127.0.0.1:9/', local: true, scheme: null, retry: { preset: 'none' as const } }
    const { id } = await shell.rpc('endpoints.save', refuses)
    await shell.rpc('messages.send', { endpointIds: [id], eventType: 'test.happened', body: '{}' })
    await expect.poll(labels, patient).toContain('1 unseen alert')
    expect((await shell.state()).tray?.image).toMatch(/^attention/)
    await shell.ask('tray', 'alerts')
    await expect.poll(() => text('[role=dialog]'), patient).toContain('Refuses')
    await shell.rpc('alerts.acknowledge', {})
    await expect.poll(async () => (await shell.state()).tray?.image, patient).toMatch(/^quiet/)
    await shell.ask('evaluate', 'document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }))')
    await expect.poll(() => text('[role=dialog]'), patient).toBe('')
  })
})

describe('the menu bar', () => {
  const item = async (id: string) => (await shell.state()).menu.find(each => each.id === id)

  test('holds every command of the page once', async () => {
    await shell.ask('menu', 'window.settings')
    await expect.poll(() => text('[role=dialog]'), patient).toContain('Keys')
    const titles = (await shell.ask(
      'evaluate',
      '[...document.querySelectorAll("[role=dialog] details li > span:first-child")].map(each => each.textContent)',
    )) as string[]
    expect(titles.length).toBeGreaterThan(40)
    const all = (await shell.state()).menu.map(({ label }) => label)
    expect(all.toSorted()).toEqual(titles.toSorted())
  })

  test('greys out what cannot run, as everything while a dialog is open', async () => {
    await expect.poll(async () => (await item('window.palette'))?.enabled, patient).toBe(false)
    await shell.ask('evaluate', 'document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }))')
    await expect.poll(async () => (await item('window.palette'))?.enabled, patient).toBe(true)
    expect(await item('request.replay')).toMatchObject({ enabled: false })
  })

  test('shows the keys that are in force and leaves them to the page, but for those that only a menu can have', async () => {
    expect(await item('window.palette')).toMatchObject({ accelerator: 'CmdOrCtrl+K', registerAccelerator: false })
    expect(await item('go.newSource')).toMatchObject({ accelerator: 'CmdOrCtrl+N', registerAccelerator: true })
    expect((await item('list.markAll'))?.accelerator).toBeUndefined()
    await shell.ask(
      'evaluate',
      'localStorage.setItem("hookbench.keys", JSON.stringify({ "window.palette": ["$mod+j"], "go.newSource": [] }))',
    )
    await shell.ask('reload')
    await expect.poll(async () => (await item('window.palette'))?.accelerator, patient).toBe('CmdOrCtrl+J')
    expect((await item('go.newSource'))?.accelerator).toBeUndefined()
    await loaded(shell)
  })
})

describe('links', () => {
  test('one that says something opens it; any other is ignored', async () => {
    const { windows } = await shell.state()
    await shell.ask('openUrl', 'hookbench://delete/req_1')
    await shell.ask('openUrl', 'hookbench://request/../../etc')
    expect((await shell.state()).windows).toEqual(windows)
    await shell.ask('openUrl', 'hookbench://settings')
    await expect.poll(() => text('[role=dialog]'), patient).toContain('Appearance')
    expect((await shell.state()).schemes).toEqual(['hookbench'])
  })
})

describe('the settings', () => {
  test('have a switch for what this host can do', async () => {
    expect(await text('[role=dialog]')).toContain('Keep running in the tray when the window is closed')
    expect(await text('[role=dialog]')).toContain('Start when I log in')
    expect(await text('[role=dialog]')).toContain(process.platform === 'linux' ? 'installed as a system package' : 'has no update source')
  })

  test.each([
    { theme: 'light', width: 1440, height: 900 },
    { theme: 'light', width: 900, height: 600 },
    { theme: 'dark', width: 1440, height: 900 },
    { theme: 'dark', width: 900, height: 600 },
  ] as const)('have nothing that axe finds, $theme at $width x $height', async look => {
    await shell.ask(
      'evaluate',
      '[...document.querySelectorAll("[role=dialog] h3")].find(each => each.textContent === "Desktop").scrollIntoView()',
    )
    const path = `.cache/screens/${look.theme}-${look.width}-settings-desktop.png`
    expect(await shell.ask('look', { ...look, path })).toEqual([])
  })

  // The other systems keep login items where no test can look.
  test.runIf(process.platform === 'linux')(
    'starting at login is an entry of the desktop, without a window and for this data folder',
    async () => {
      await shell.rpc('settings.save', { openAtLogin: true })
      await expect.poll(() => existsSync(autostart), patient).toBe(true)
      const entry = readFileSync(autostart, 'utf8')
      expect(entry).toContain(`Exec="${process.execPath}" "--data-dir=${dataDir}" "--hidden"\n`)
      await shell.rpc('settings.save', { openAtLogin: false })
      await expect.poll(() => existsSync(autostart), patient).toBe(false)
      // Where the system refuses, the switch goes back.
      mkdirSync(autostart)
      await shell.rpc('settings.save', { openAtLogin: true })
      await expect.poll(async () => (await shell.rpc('settings.get', {})).openAtLogin, patient).toBe(false)
      rmdirSync(autostart)
      await shell.rpc('settings.save', { openAtLogin: true })
      await expect.poll(() => existsSync(autostart), patient).toBe(true)
    },
  )
})

describe('closing the window', () => {
  test('goes into the tray only when a person has chosen that, and explains it once', async () => {
    await shell.rpc('settings.save', { closeToTray: true })
    await shell.ask('reply', 2)
    await shell.ask('close')
    await expect.poll(async () => (await shell.state()).questions, patient).toEqual(['Hookbench keeps running in the tray'])
    expect((await shell.state()).windows).toMatchObject([{ shown: true }])
    await shell.ask('reply', 0)
    await shell.ask('close')
    await expect.poll(async () => (await shell.state()).windows, patient).toMatchObject([{ shown: false }])
    await shell.ask('tray', 'show')
    expect((await shell.state()).windows).toMatchObject([{ shown: true }])
    await shell.ask('close')
    expect((await shell.state()).windows).toMatchObject([{ shown: false }])
    expect((await shell.state()).questions).toHaveLength(2)
    await shell.ask('clickTray')
    expect((await shell.state()).windows).toMatchObject([{ shown: true }])
  })

  test('ends the application otherwise, on systems where its last window is the application', async () => {
    await shell.rpc('settings.save', { closeToTray: false })
    await shell.ask('close')
    if (process.platform === 'darwin') await shell.ask('quit')
    expect([await shell.ended, shell.err()]).toEqual([0, ''])
  })
})

describe('the next start', () => {
  test('by the system it has no window until somebody wants it; the entry that was taken away is not made again', async () => {
    rmSync(autostart, { force: true })
    shell = launchShell(dataDir, env, ['--hidden'])
    await shell.ready
    expect((await shell.state()).windows).toEqual([])
    // Elsewhere the system is asked, and knows nothing of the stand-in's entry.
    if (process.platform === 'linux') expect((await shell.rpc('settings.get', {})).openAtLogin).toBe(false)
    await expect.poll(labels, patient).toContain('Show Hookbench')
    await shell.ask('tray', 'show')
    await expect.poll(async () => (await shell.state()).windows, patient).toMatchObject([{ shown: true }])
    shell.child.kill('SIGTERM')
    await shell.ended
  })

  test('by a link it shows what the link names, whether it came with the start or before all was ready', async () => {
    for (const [more, args] of [
      [{}, ['--hidden', 'hookbench://settings']],
      [{ STAND_IN_OPEN_URL: 'hookbench://settings' }, ['--hidden']],
    ] as const) {
      shell = launchShell(dataDir, { ...env, ...more }, args)
      await shell.ready
      await expect.poll(() => text('[role=dialog]').catch(() => ''), { timeout: 30_000 }).toContain('Appearance')
      shell.child.kill('SIGTERM')
      expect(await shell.ended).toBe(0)
    }
  })

  test('on another desk it finds its window again, and so it does when a screen is taken away', async () => {
    shell = launchShell(dataDir, { ...env, STAND_IN_BOUNDS: JSON.stringify({ x: 4000, y: 200, width: 1800, height: 800 }) })
    await shell.ready
    const bounds = async () => (await shell.state()).windows[0]?.bounds
    await expect.poll(bounds, patient).toEqual({ x: 0, y: 113, width: 1600, height: 800 })
    await shell.ask('displays', [{ id: 2, workArea: { x: -1280, y: -720, width: 1280, height: 700 } }])
    expect(await bounds()).toEqual({ x: -1280, y: -720, width: 1280, height: 700 })
  })
})
