const LAZY = /React\.lazy\(async \(\) => await import\(("[^"]+")\)\)/g;

/**
 * Imports Glide's cell editors statically. Glide loads them with React.lazy, and what is typed
 * before the first one has arrived is lost: the first 987654 of a page was stored as 87654.
 */
export function eagerGlide() {
  return {
    name: 'eager-glide',
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      if (!id.includes('@glideapps/glide-data-grid/dist/esm')) return undefined;
      const imports: string[] = [];
      const eager = code.replace(LAZY, (_match, source: string) => {
        const name = `__eager${imports.length}`;
        imports.push(`import ${name} from ${source};`);
        return name;
      });
      return imports.length === 0 ? undefined : { code: `${imports.join('\n')}\n${eager}`, map: null };
    },
  };
}
