package dev.millrace.workbook.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/** Builds the tree from the parser's events, without recursion. */
final class TreeBuilder {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_NODES = 250_000;
  private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
  private static final Pattern LOGICAL = Pattern.compile("true|True|TRUE|false|False|FALSE");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private final SourceText source;
  private final Report report;
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable YamlNode root;
  private int nodes;
  private int documents;

  TreeBuilder(SourceText source, Report report) {
    this.source = source;
    this.report = report;
  }

  /** False if the rest of the text must not be looked at. */
  boolean accept(Event event) {
    return switch (event) {
      case DocumentStartEvent start -> isOnlyDocument(start);
      case CollectionStartEvent start -> isWithinLimits(start) && open(start);
      case CollectionEndEvent end -> close();
      case ScalarEvent scalar -> isWithinLimits(scalar) && add(scalar(scalar));
      case AliasEvent alias -> isWithinLimits(alias) && add(refuse(alias));
      default -> true;
    };
  }

  Optional<YamlNode> root() {
    return Optional.ofNullable(root);
  }

  /** Of what is being read. */
  Path path() {
    return open.isEmpty() ? Path.ROOT : open.peek().nextPath();
  }

  private boolean isOnlyDocument(DocumentStartEvent start) {
    documents++;
    if (documents > 1) {
      report.problem(
          "SYNTAX",
          source.place(source.offset(start.getStartMark()), Path.ROOT),
          "A second document begins here; a file holds one.");
    }
    return documents == 1;
  }

  private boolean isWithinLimits(NodeEvent event) {
    nodes++;
    if (open.size() >= MAX_DEPTH && event instanceof CollectionStartEvent) {
      report.problem(
          "TOO_DEEP",
          position(event).place(),
          "This is nested more than %d levels deep.".formatted(MAX_DEPTH));
      return false;
    }
    if (nodes > MAX_NODES) {
      report.problem(
          "TOO_LARGE",
          position(event).place(),
          "The file has more than %d values.".formatted(MAX_NODES));
      return false;
    }
    return true;
  }

  private boolean open(CollectionStartEvent start) {
    Position position = position(start);
    refuseTag(start, start.getTag(), position);
    open.push(
        start instanceof MappingStartEvent
            ? new OpenFields(position, report)
            : new OpenItems(position));
    return true;
  }

  private boolean close() {
    return add(open.pop().close());
  }

  private boolean add(YamlNode node) {
    if (open.isEmpty()) {
      root = node;
    } else {
      open.peek().add(node);
    }
    return true;
  }

  private YamlNode scalar(ScalarEvent event) {
    Position position = position(event);
    if (refuseTag(event, event.getTag(), position)) {
      return new YamlNode.Refused(position);
    }
    String value = event.getValue();
    if (!isWellFormed(value)) {
      report.problem(
          "INVALID_CHARACTER",
          position.place(),
          "This text holds a NUL or half of a surrogate pair, which no warehouse can store.");
      return new YamlNode.Refused(position);
    }
    return new YamlNode.Scalar(position, source.offset(event.getEndMark()), kind(event), value);
  }

  private boolean refuseTag(NodeEvent event, @Nullable String tag, Position position) {
    if (event.getAnchor() != null) {
      report.problem(
          "UNSUPPORTED",
          position.place(),
          "An anchor (&%s) is not read; write the value where it is needed."
              .formatted(event.getAnchor()));
    }
    if (tag != null) {
      report.problem(
          "UNSUPPORTED", position.place(), "A tag (%s) is not read; leave it out.".formatted(tag));
    }
    return tag != null;
  }

  private YamlNode refuse(AliasEvent alias) {
    Position position = position(alias);
    report.problem(
        "UNSUPPORTED",
        position.place(),
        "An alias (*%s) is not read; write the value out.".formatted(alias.getAnchor()));
    return new YamlNode.Refused(position);
  }

  private Position position(Event event) {
    return new Position(source, source.offset(event.getStartMark()), path());
  }

  private static YamlNode.Kind kind(ScalarEvent event) {
    String value = event.getValue();
    if (event.getScalarStyle() != ScalarStyle.PLAIN) {
      return YamlNode.Kind.TEXT;
    } else if (NULL.matcher(value).matches()) {
      return YamlNode.Kind.NULL;
    } else if (LOGICAL.matcher(value).matches()) {
      return YamlNode.Kind.LOGICAL;
    }
    return NUMBER.matcher(value).matches() ? YamlNode.Kind.NUMBER : YamlNode.Kind.TEXT;
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(
            codePoint -> codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE);
  }

  /** A collection whose end was not seen yet. */
  private sealed interface Open {
    void add(YamlNode node);

    /** Of the node that is added next. */
    Path nextPath();

    YamlNode close();
  }

  private static final class OpenItems implements Open {
    private final Position position;
    private final List<YamlNode> items = new ArrayList<>();

    OpenItems(Position position) {
      this.position = position;
    }

    @Override
    public void add(YamlNode node) {
      items.add(node);
    }

    @Override
    public Path nextPath() {
      return position.path().index(items.size());
    }

    @Override
    public YamlNode close() {
      return new YamlNode.Items(position, items);
    }
  }

  private static final class OpenFields implements Open {
    private final Position position;
    private final Report report;
    private final Map<String, YamlNode.Field> fields = new LinkedHashMap<>();
    private YamlNode.@Nullable Scalar key;
    private boolean keyIsNext = true;

    OpenFields(Position position, Report report) {
      this.position = position;
      this.report = report;
    }

    @Override
    public void add(YamlNode node) {
      if (keyIsNext) {
        key = key(node);
      } else if (key != null) {
        fields.put(key.text(), new YamlNode.Field(key.position().below(key.text()), node));
      }
      keyIsNext = !keyIsNext;
    }

    private YamlNode.@Nullable Scalar key(YamlNode node) {
      if (!(node instanceof YamlNode.Scalar scalar)) {
        if (!(node instanceof YamlNode.Refused)) {
          report.problem(
              "WRONG_TYPE", node.place(), "A key must be a text, not " + node.described() + ".");
        }
        return null;
      }
      if (fields.containsKey(scalar.text())) {
        report.problem(
            "DUPLICATE_KEY",
            scalar.position().below(scalar.text()).place(),
            "The key '%s' stands here a second time.".formatted(scalar.text()));
        return null;
      }
      return scalar;
    }

    @Override
    public Path nextPath() {
      return keyIsNext || key == null ? position.path() : position.path().key(key.text());
    }

    @Override
    public YamlNode close() {
      return new YamlNode.Fields(position, fields);
    }
  }
}
