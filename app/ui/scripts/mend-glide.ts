const LAZY = /React\.lazy\(async \(\) => await import\(("[^"]+")\)\)/g;
const FINISH = 'window.setTimeout(() => {\n            if (!finished.current';

/**
 * Mends two ways in which Glide 6.0.3 loses what people type.
 *
 * Its cell editors are loaded by React.lazy, and keys that are pressed before the first one has
 * arrived are lost: the first 987654 of a page was stored as 87654. Here they are imported at once.
 *
 * Each key in an editor sets a timer that closes the editor if a closing key was pressed meanwhile;
 * the timer of an ordinary key then closes it without saving. On a busy machine the last character
 * and Enter fall together, and the whole edit is gone. Here ordinary keys set no timer.
 */
export function mendGlide() {
  const mended = { lazy: 0, finish: 0 };
  return {
    name: 'mend-glide',
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      if (!id.includes('@glideapps/glide-data-grid/dist/esm')) return undefined;
      const imports: string[] = [];
      const eager = code.replace(LAZY, (_match, source: string) => {
        const name = `__eager${imports.length}`;
        imports.push(`import ${name} from ${source};\n`);
        return name;
      });
      const whole = eager.replace(FINISH, `if (customMotion.current === undefined) return;\n        ${FINISH}`);
      mended.lazy += imports.length;
      mended.finish += whole === eager ? 0 : 1;
      return whole === code ? undefined : { code: imports.join('') + whole, map: null };
    },
    generateBundle() {
      if (mended.lazy === 0 || mended.finish !== 1) {
        throw new Error(`Glide is not what scripts/mend-glide.ts mends (${JSON.stringify(mended)}). Look at it again.`);
      }
    },
  };
}
