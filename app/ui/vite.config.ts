import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { mendGlide } from './scripts/mend-glide.ts';

export default defineConfig({
  plugins: [mendGlide() as Plugin, react()],
  // The dependency optimiser would bypass the plugin above.
  optimizeDeps: { exclude: ['@glideapps/glide-data-grid'] },
  build: {
    target: 'es2023',
    manifest: true,
    // The page's policy allows images, fonts and styles of its own origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: { '/api': process.env['MILLRACE_URL'] ?? 'http://127.0.0.1:8080' },
  },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost/' } },
    setupFiles: ['src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    testTimeout: 20_000,
    maxWorkers: 2,
  },
});
