package dev.millrace.workbook.yaml;

/** Where a node begins. */
record Position(SourceText source, int offset, Path path) {
  Place place() {
    return source.place(offset, path);
  }

  /** The same place, for the key that stands there. */
  Position below(String key) {
    return new Position(source, offset, path.key(key));
  }
}
