/**
 * Script that runs a built preload at the start of each document, giving it the two modules that a sandboxed preload has. As in
 * Electron it runs in the top frame only. Unlike Electron, preload and page share one world: that the page cannot reach into the
 * preload is Chromium's work and not tested here; what the preload gives the page is.
 */
export function preloadHost(preload: string): string {
  return `(() => {
  if (window !== window.top) return
  const listeners = new Map()
  const of = channel => listeners.get(channel) ?? listeners.set(channel, new Set()).get(channel)
  const electron = {
    contextBridge: { exposeInMainWorld: (name, api) => Object.defineProperty(window, name, { value: Object.freeze({ ...api }) }) },
    ipcRenderer: {
      send: (channel, ...args) => void window.standInToMain(channel, args),
      on: (channel, listener) => void of(channel).add(listener),
      removeListener: (channel, listener) => void of(channel).delete(listener),
    },
  }
  window.standInFromMain = (channel, args) => { for (const listener of [...of(channel)]) listener({ sender: electron.ipcRenderer }, ...args) }
  const require = name => {
    if (name === 'electron') return electron
    throw new Error('a sandboxed preload cannot require ' + name)
  }
  const module = { exports: {} }
  ;(function (require, module, exports) {
${preload}
  })(require, module, module.exports)
})()`
}
