import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/** Thread scripts are entries of their own, and out/main mirrors src-main, so that a URL beside `import.meta.url` finds them in both. */
const workers = Object.fromEntries(
  globSync('src-main/**/*.worker.ts').map(file => [
    file
      .replaceAll('\\', '/')
      .replace(/^src-main\//, '')
      .replace(/\.ts$/, ''),
    resolve(file),
  ]),
)

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: true,
      rollupOptions: {
        input: { index: resolve('src-main/index.ts'), headless: resolve('src-main/headless.ts'), ...workers },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload can require nothing but electron, and only CommonJS is loaded there.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve('src-preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    build: {
      outDir: resolve('out/renderer'),
      minify: true,
      // The content security policy refuses fonts that are written into the style sheet as data: URLs.
      assetsInlineLimit: 0,
      rollupOptions: { input: resolve('src-renderer/index.html') },
    },
    plugins: [react(), tailwindcss()],
  },
})
