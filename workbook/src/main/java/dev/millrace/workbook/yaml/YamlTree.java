package dev.millrace.workbook.yaml;

import java.io.StringReader;
import java.util.Optional;
import java.util.OptionalInt;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads a YAML text into a tree. */
public final class YamlTree {
  /** Most UTF-16 characters of a text. */
  public static final int MAX_LENGTH = 2 * 1024 * 1024;

  /** SnakeYAML takes time that grows with the square of a line's length. */
  private static final int MAX_LINE = 200_000;

  private YamlTree() {}

  /**
   * The root of the text's only document, or empty if there is none that could be looked at
   * further. Whatever is wrong is reported: {@code TOO_LARGE}, {@code TOO_LONG}, {@code TOO_DEEP},
   * {@code INVALID_CHARACTER}, {@code SYNTAX}, {@code EMPTY}, {@code DUPLICATE_KEY}, {@code
   * UNSUPPORTED}, {@code WRONG_TYPE}.
   */
  public static Optional<YamlNode> read(String text, Report report) {
    if (text.length() > MAX_LENGTH) {
      report.problem(
          "TOO_LARGE",
          new Place(1, 1, ""),
          "The file has %d characters; at most %d are read.".formatted(text.length(), MAX_LENGTH));
      return Optional.empty();
    }
    SourceText source = new SourceText(text);
    if (!isPrintable(source, report) || !hasShortLines(source, report)) {
      return Optional.empty();
    }
    TreeBuilder builder = new TreeBuilder(source, report);
    try {
      for (Event event : new Yaml(options()).parse(new StringReader(text))) {
        if (!builder.accept(event)) {
          return Optional.empty();
        }
      }
    } catch (MarkedYAMLException e) {
      reportSyntax(source, builder.path(), e, report);
      return Optional.empty();
    }
    if (builder.root().isEmpty()) {
      report.problem("EMPTY", new Place(1, 1, ""), "There is nothing in this file.");
    }
    return builder.root();
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_LENGTH);
    return options;
  }

  private static boolean isPrintable(SourceText source, Report report) {
    String text = source.text();
    for (int index = 0; index < text.length(); ) {
      int codePoint = text.codePointAt(index);
      if (!StreamReader.isPrintable(codePoint)) {
        report.problem(
            "INVALID_CHARACTER",
            source.place(index, Path.ROOT),
            "The character U+%04X may not stand in a YAML file.".formatted(codePoint));
        return false;
      }
      index += Character.charCount(codePoint);
    }
    return true;
  }

  private static boolean hasShortLines(SourceText source, Report report) {
    OptionalInt end = source.endOfLineLongerThan(MAX_LINE);
    if (end.isPresent()) {
      report.problem(
          "TOO_LONG",
          source.place(end.getAsInt(), Path.ROOT),
          "This line has more than %d characters; break it up.".formatted(MAX_LINE));
    }
    return end.isEmpty();
  }

  private static void reportSyntax(
      SourceText source, Path path, MarkedYAMLException failure, Report report) {
    int offset = failure.getProblemMark() == null ? 0 : source.offset(failure.getProblemMark());
    boolean tab = offset < source.text().length() && source.text().charAt(offset) == '\t';
    report.problem(
        "SYNTAX",
        source.place(offset, path),
        tab
            ? "A tab cannot stand here. YAML is indented with spaces."
            : "This is no YAML: %s.".formatted(cause(failure)));
  }

  /** The parser's words, e.g. "while parsing a block mapping, expected …". */
  private static String cause(MarkedYAMLException failure) {
    String problem = failure.getProblem() == null ? "it breaks off" : failure.getProblem();
    return failure.getContext() == null ? problem : failure.getContext() + ", " + problem;
  }
}
