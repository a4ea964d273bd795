package dev.millrace.workbook.yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A piece of a YAML text. */
public sealed interface YamlNode {
  /** Where it begins. */
  Place place();

  /** What people call such a node. */
  String described();

  /** One value. */
  final class Scalar implements YamlNode {
    private final Position position;
    private final int end;
    private final Kind kind;
    private final String text;
    private final int skipped;

    Scalar(Position position, int end, Kind kind, String text) {
      this(position, end, kind, text, 0);
    }

    private Scalar(Position position, int end, Kind kind, String text, int skipped) {
      this.position = position;
      this.end = end;
      this.kind = kind;
      this.text = text;
      this.skipped = skipped;
    }

    /** The same without its first characters; the others keep their places. */
    public Scalar without(int first) {
      return new Scalar(position, end, kind, text.substring(first), skipped + first);
    }

    Position position() {
      return position;
    }

    public Kind kind() {
      return kind;
    }

    /** The value; of a number or a logical value as it is written. */
    public String text() {
      return text;
    }

    @Override
    public Place place() {
      return position.place();
    }

    /**
     * Where a character of the value stands. The start of the scalar if it is written over several
     * lines.
     *
     * @param offset in UTF-16 characters of the value; its length means just behind it
     */
    public Place at(int offset) {
      int inside =
          ScalarOffsets.find(position.source().text(), position.offset(), end, skipped + offset);
      return position.source().place(position.offset() + inside, position.path());
    }

    @Override
    public String described() {
      return switch (kind) {
        case TEXT -> "a text";
        case NUMBER -> "a number";
        case LOGICAL -> "true or false";
        case NULL -> "nothing";
      };
    }
  }

  /** What a scalar is, by the core schema of YAML 1.2: {@code yes} and {@code on} are texts. */
  enum Kind {
    TEXT,
    NUMBER,
    LOGICAL,
    NULL
  }

  /** Values one after the other. */
  final class Items implements YamlNode {
    private final Position position;
    private final List<YamlNode> items;

    Items(Position position, List<YamlNode> items) {
      this.position = position;
      this.items = List.copyOf(items);
    }

    public List<YamlNode> items() {
      return items;
    }

    @Override
    public Place place() {
      return position.place();
    }

    @Override
    public String described() {
      return "a list";
    }
  }

  /** Values under keys. */
  final class Fields implements YamlNode {
    private final Position position;
    private final Map<String, Field> fields;

    /**
     * @param fields not copied
     */
    Fields(Position position, Map<String, Field> fields) {
      this.position = position;
      this.fields = fields;
    }

    /** In the order of the text; not to be changed. */
    public Map<String, Field> fields() {
      return fields;
    }

    public Optional<YamlNode> value(String key) {
      return Optional.ofNullable(fields.get(key)).map(Field::value);
    }

    @Override
    public Place place() {
      return position.place();
    }

    @Override
    public String described() {
      return "a mapping";
    }
  }

  /** A key with its value. */
  final class Field {
    private final Position position;
    private final YamlNode value;

    Field(Position position, YamlNode value) {
      this.position = position;
      this.value = value;
    }

    /** Where the key begins. */
    public Place place() {
      return position.place();
    }

    public YamlNode value() {
      return value;
    }
  }

  /** What was refused and reported already. */
  final class Refused implements YamlNode {
    private final Position position;

    Refused(Position position) {
      this.position = position;
    }

    @Override
    public Place place() {
      return position.place();
    }

    @Override
    public String described() {
      return "something refused";
    }
  }
}
