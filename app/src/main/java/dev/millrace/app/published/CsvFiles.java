package dev.millrace.app.published;

import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.TableSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The uploaded CSV files: one folder, and no way out of it. */
final class CsvFiles {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  private final Path folder;

  CsvFiles(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** The file a table's first rows come from, if it has one and it is there. */
  Optional<Path> of(Element.InputTable table) {
    return switch (table.source()) {
      case TableSource.Empty empty -> Optional.empty();
      case TableSource.Csv csv ->
          Optional.of(csv.table())
              .filter(name -> NAME.matcher(name).matches())
              .map(name -> folder.resolve(name + ".csv"))
              .filter(Files::isRegularFile);
    };
  }
}
